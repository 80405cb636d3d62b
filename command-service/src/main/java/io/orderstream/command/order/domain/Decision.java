package io.orderstream.command.order.domain;

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
    record Rejected(Rejection reason) implements Decision {}
}
