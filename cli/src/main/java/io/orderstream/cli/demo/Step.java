package io.orderstream.cli.demo;

import io.orderstream.events.domain.Cancelled;
import io.orderstream.events.domain.Confirmed;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.domain.Placed;

/** A command of the demo, with what it leaves behind. */
enum Step {
    PLACE("PLACED", Placed.class),
    CONFIRM("CONFIRMED", Confirmed.class),
    CANCEL("CANCELLED", Cancelled.class);

    private final String lifecycle;
    private final String eventType;

    Step(String lifecycle, Class<? extends OrderDomainEvent> event) {
        this.lifecycle = lifecycle;
        this.eventType = DomainEventTypes.typeOf(event);
    }

    /** The lifecycle of an order after this step. */
    String lifecycle() {
        return lifecycle;
    }

    /** The type of the one domain event that this step makes. */
    String eventType() {
        return eventType;
    }
}
