package io.orderstream.projector.relay;

import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.domain.OrderSnapshot;
import io.orderstream.events.domain.OrderState;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the relay knows of an order.
 *
 * @param order the order after the last event; null before the first
 * @param sequence how many domain events it had so far
 * @param told the domain event that the last event made; null if that stays inside
 */
record RelayedOrder(
        @Nullable OrderDocument order,
        long sequence,
        @Nullable OrderDomainEvent told) {

    static final RelayedOrder NOTHING = new RelayedOrder(null, 0, null);

    private static final OrderProjection PROJECTION = new OrderProjection();

    RelayedOrder after(StoredEvent event) {
        OrderDocument folded = PROJECTION.fold(event.orderId(), order, event);
        OrderDomainEvent tells = DomainEventMapper.INSTANCE.toDomainEvent(event.event(), folded);
        return new RelayedOrder(folded, tells == null ? sequence : sequence + 1, tells);
    }

    /** All that is public of it; to be asked for after an event that is told only. */
    OrderSnapshot snapshot() {
        OrderState state = Objects.requireNonNull(told, "stays inside").order();
        return DomainEventMapper.INSTANCE.snapshot(Objects.requireNonNull(order, "before the first event"), state);
    }
}
