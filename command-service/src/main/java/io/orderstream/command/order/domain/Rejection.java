package io.orderstream.command.order.domain;

import java.util.List;
import java.util.Locale;

/** Why a command was not done. A rejection is an answer, never an exception; nothing changed. */
public sealed interface Rejection {

    /** A stable code that clients can act on. */
    String code();

    /** What happened, for people. */
    String detail();

    /** What the command is about does not exist. */
    record NotFound(Part part) implements Rejection {
        @Override
        public String code() {
            return part.code();
        }

        @Override
        public String detail() {
            return "There is no " + part.word() + " with this id.";
        }
    }

    /** What commands name by id. */
    enum Part {
        ORDER,
        HOLD,
        PAYMENT,
        REFUND,
        FULFILLMENT,
        RETURN;

        /** The code of the rejection when there is none. */
        public String code() {
            return "unknown-" + word();
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The order's rules do not allow it as the order is now. */
    record RuleBroken(Rule rule, String detail) implements Rejection {
        @Override
        public String code() {
            return rule.code();
        }
    }

    /** The rules that an order can hold against a command. */
    enum Rule {
        /** An order with this id was placed before. */
        ORDER_ALREADY_PLACED,
        /** The order's lifecycle does not allow it. */
        WRONG_LIFECYCLE,
        /** The id stands for something else in this order. */
        ID_TAKEN,
        /** More units were named than the line has for it. */
        QUANTITY_EXCEEDED,
        /** A hold keeps it back. */
        ON_HOLD,
        /** Nothing more is captured of a payment that was voided. */
        PAYMENT_VOIDED,
        /** Everything that was authorized is captured. */
        NOTHING_TO_VOID,
        /** More would be captured than was authorized. */
        CAPTURE_EXCEEDS_AUTHORIZATION,
        /** More would be refunded than was captured. */
        REFUND_EXCEEDS_CAPTURED,
        /** More would be paid out than is owed to the customer. */
        REFUND_EXCEEDS_BALANCE,
        /** More would be credited than the order is worth. */
        CREDIT_EXCEEDS_ORDER,
        /** It was reported before how the refund ended. */
        REFUND_DECIDED,
        /** A refund is under way whose result matters. */
        REFUND_PENDING,
        /** The order is not delivered, not paid for, or has an open return. */
        NOT_COMPLETE,
        /** Nothing more is shipped with a fulfilment that was cancelled. */
        FULFILLMENT_CANCELLED,
        /** What was not shipped cannot arrive. */
        NOTHING_SHIPPED,
        /** What was shipped is no longer cancelled. */
        ALREADY_SHIPPED,
        /** The time for returns is over. */
        RETURN_WINDOW_CLOSED,
        /** The return's status does not allow it. */
        WRONG_RETURN_STATUS,
        /** The customer would pay more for the return than is credited for it. */
        FEES_EXCEED_CREDIT,
        /** Amounts would not fit in 64 bits. */
        AMOUNT_OVERFLOW;

        /** The code of the rejection. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Values that are well-formed but impossible. */
    record ImpossibleValues(List<ImpossibleValue> values) implements Rejection {

        /** The code of this rejection. */
        public static final String CODE = "impossible-values";

        public ImpossibleValues {
            values = List.copyOf(values);
        }

        @Override
        public String code() {
            return CODE;
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
