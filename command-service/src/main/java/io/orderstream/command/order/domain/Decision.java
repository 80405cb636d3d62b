package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Rejection.NotFound;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.command.order.domain.Rejection.RuleBroken;
import io.orderstream.events.stored.OrderEvent;
import java.util.List;

/** What became of a command. */
public sealed interface Decision {

    /**
     * The command is done by recording these events.
     *
     * @param events in their order; empty if what was asked for holds already
     */
    record Accepted(List<OrderEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }

        static Accepted of(OrderEvent event) {
            return new Accepted(List.of(event));
        }

        static Accepted nothingToDo() {
            return new Accepted(List.of());
        }
    }

    /** The command is not done. */
    record Rejected(Rejection reason) implements Decision {

        static Rejected of(Rule rule, String detail) {
            return new Rejected(new RuleBroken(rule, detail));
        }

        static Rejected unknown(Part part) {
            return new Rejected(new NotFound(part));
        }

        static Rejected wrongLifecycle(Existing order, String wanted) {
            return of(Rule.WRONG_LIFECYCLE, "An order that is " + order.lifecycle() + " cannot be " + wanted + ".");
        }

        static Rejected tooMany(String lineId, long asked, long possible, String wanted) {
            return of(
                    Rule.QUANTITY_EXCEEDED,
                    possible + " of line " + lineId + " can be " + wanted + ", not " + asked + ".");
        }
    }
}
