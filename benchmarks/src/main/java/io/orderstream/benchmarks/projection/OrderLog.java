package io.orderstream.benchmarks.projection;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderStreams;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Appends the events of orders to the log. */
final class OrderLog implements AutoCloseable {

    /** Between an order's steps are as many events of others; more than a batch has. */
    private static final int WINDOW = 1_500;

    private static final int IN_FLIGHT = 64;

    private final EventCodec codec = new EventCodec();
    private final EventStoreDBClient client;
    private long orders;

    OrderLog(String eventStore) {
        this.client = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(eventStore));
    }

    /** Appends at least so many events. */
    void fill(long events) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        long filled = 0;
        while (filled < events) {
            OrderEvents[] window = new OrderEvents[WINDOW];
            for (int i = 0; i < WINDOW; i++) {
                window[i] = next();
            }
            for (int step = 0; step < OrderEvents.STEPS; step++) {
                Semaphore free = new Semaphore(IN_FLIGHT);
                for (OrderEvents order : window) {
                    free.acquire();
                    append(order, step).whenComplete((position, failure) -> {
                        if (failure != null) {
                            failed.set(failure);
                        }
                        free.release();
                    });
                }
                free.acquire(IN_FLIGHT);
                refuse(failed.get());
            }
            filled += (long) WINDOW * OrderEvents.STEPS;
        }
    }

    private static void refuse(@Nullable Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException("an append failed", failure);
        }
    }

    /** Places one more order, and tells the position of its event when the log has acknowledged it. */
    CompletableFuture<Long> place() {
        return append(next(), 0);
    }

    private OrderEvents next() {
        return new OrderEvents(UUID.randomUUID().toString(), orders++);
    }

    private CompletableFuture<Long> append(OrderEvents order, int step) {
        OrderEvent event = order.event(step);
        EncodedEvent encoded = codec.encode(event, order.metadata(step, codec.schemaVersion(event)));
        EventData data = EventDataBuilder.json(encoded.type(), encoded.data())
                .metadataAsBytes(encoded.metadata())
                .build();
        AppendToStreamOptions options = AppendToStreamOptions.get();
        options.expectedRevision(
                step == 0 ? ExpectedRevision.noStream() : ExpectedRevision.expectedRevision(step - 1L));
        return client.appendToStream(OrderStreams.nameOf(order.orderId()), options, data)
                .thenApply(result -> result.getLogPosition().getCommitUnsigned());
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
