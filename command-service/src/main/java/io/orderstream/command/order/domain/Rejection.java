package io.orderstream.command.order.domain;

import java.util.List;

/** Why a command was not done. A rejection is an answer, never an exception; nothing changed. */
public sealed interface Rejection {

    /** A stable code that clients can act on. */
    String code();

    /** What happened, for people. */
    String detail();

    /** There is no such order. */
    record UnknownOrder() implements Rejection {
        @Override
        public String code() {
            return "unknown-order";
        }

        @Override
        public String detail() {
            return "There is no order with this id.";
        }
    }

    /** Another command placed an order with this id before. */
    record AlreadyPlaced() implements Rejection {
        @Override
        public String code() {
            return "order-already-placed";
        }

        @Override
        public String detail() {
            return "An order with this id was placed before.";
        }
    }

    /** The order's lifecycle does not allow it. */
    record WrongLifecycle(Lifecycle lifecycle, String wanted) implements Rejection {
        @Override
        public String code() {
            return "wrong-lifecycle";
        }

        @Override
        public String detail() {
            return "An order that is " + lifecycle + " cannot be " + wanted + ".";
        }
    }

    /** Values that are well-formed but impossible. */
    record ImpossibleValues(List<ImpossibleValue> values) implements Rejection {
        public ImpossibleValues {
            values = List.copyOf(values);
        }

        @Override
        public String code() {
            return "impossible-values";
        }

        @Override
        public String detail() {
            return "The command is well-formed, but some of its values are not possible.";
        }
    }

    /**
     * One impossible value.
     *
     * @param pointer where it stands in the request, an RFC 6901 JSON pointer
     */
    record ImpossibleValue(String pointer, String detail) {}
}
