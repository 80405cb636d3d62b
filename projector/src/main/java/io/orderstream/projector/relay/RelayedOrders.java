package io.orderstream.projector.relay;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.subscription.EventLog;
import org.jspecify.annotations.Nullable;

/**
 * What domain events say beyond the stored event that they are made of: each order as it is after that event, and how
 * many domain events it had. What is kept here is bounded and a copy only: an order that is not in memory is folded
 * from its stream. Where the stream lacks an event, or what is kept is not the order right before, nothing is told. For one
 * thread.
 */
final class RelayedOrders {

    private final EventLog log;
    private final Cache<String, RelayedOrder> orders;

    RelayedOrders(EventLog log, int most) {
        this.log = log;
        // Those used last, not those used most: an order has its next events soon, or hardly ever.
        this.orders =
                CacheBuilder.newBuilder().maximumSize(most).concurrencyLevel(1).build();
    }

    /** Forgets what no transaction may have confirmed. */
    void forget() {
        orders.invalidateAll();
    }

    /** The order after the next of its events. */
    RelayedOrder after(StoredEvent event) {
        RelayedOrder after = before(event).after(event);
        orders.put(event.orderId(), after);
        return after;
    }

    private RelayedOrder before(StoredEvent event) {
        if (event.revision() == 0) {
            return RelayedOrder.NOTHING;
        }
        @Nullable RelayedOrder known = orders.getIfPresent(event.orderId());
        if (known != null) {
            return known;
        }
        RelayedOrder folded = RelayedOrder.NOTHING;
        for (StoredEvent earlier : log.read(event.orderId(), event.revision() - 1)) {
            folded = folded.after(earlier);
        }
        return folded;
    }
}
