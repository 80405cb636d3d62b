package io.orderstream.projector.subscription;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBClientSettings;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionFilter;
import com.eventstore.dbclient.SubscriptionListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The log in EventStoreDB, read through its own client. Thread-safe. The client shuts itself down for good when it
 * finds no server; then a new one takes its place at the next call.
 */
@Component
public final class EventLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private static final int PAGE = 100;
    private static final int FIRST_PAGE = 10;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final EventCodec codec;
    private final SubscriptionProperties properties;
    private final EventStoreDBClientSettings settings;
    private final MeterRegistry meters;
    private EventStoreDBClient client;
    private boolean closed;
    private volatile Scan scanned = Scan.NOTHING;

    EventLog(EventCodec codec, SubscriptionProperties properties, MeterRegistry meters) {
        this.meters = meters;
        this.codec = codec;
        this.properties = properties;
        this.settings = EventStoreDBConnectionString.parseOrThrow(properties.uri());
        this.client = EventStoreDBClient.create(settings);
    }

    /**
     * The events of one order up to a revision, in their order.
     *
     * @throws EventLogException if the log does not answer
     * @throws io.orderstream.events.stored.UnreadableEventException if one of them cannot be read
     */
    public List<StoredEvent> read(String orderId, long upToRevision) {
        ReadStreamOptions options = ReadStreamOptions.get().forwards().maxCount(upToRevision + 1);
        options.fromStart();
        options.deadline(deadlineMillis());
        try {
            return await(client -> client.readStream(OrderStreams.nameOf(orderId), options)).getEvents().stream()
                    .map(resolved -> decode(resolved.getEvent()))
                    .toList();
        } catch (EventLogException failed) {
            if (failed.getCause() instanceof StreamNotFoundException) {
                return List.of();
            }
            throw failed;
        }
    }

    /**
     * The last event of any order.
     *
     * @param position -1 if there is none
     * @param recordedAt when it was recorded, by the event store's clock; long ago if there is none
     */
    public record Head(long position, Instant recordedAt) {
        static final Head NONE = new Head(-1, Instant.EPOCH);
    }

    /** Where the log ended, whatever stands there, and at or before that the last event of an order. */
    private record Scan(long end, Head head) {
        static final Scan NOTHING = new Scan(-1, Head.NONE);
    }

    /**
     * The position of the last event of any order; -1 if there is none.
     *
     * @throws EventLogException if the log does not answer
     */
    public long head() {
        return last().position();
    }

    /**
     * The last event of any order. Only what is new since the last call is looked through.
     *
     * @throws EventLogException if the log does not answer
     */
    public Head last() {
        Scan before = scanned;
        ReadAllOptions options =
                ReadAllOptions.get().backwards().fromEnd().maxCount(FIRST_PAGE).deadline(deadlineMillis());
        long end = -1;
        while (true) {
            List<ResolvedEvent> page = await(client -> client.readAll(options)).getEvents();
            for (ResolvedEvent event : page) {
                long position = event.getOriginalEvent().getPosition().getCommitUnsigned();
                if (end < 0) {
                    end = position;
                    before = before.end() <= end ? before : Scan.NOTHING;
                }
                if (event.getOriginalEvent().getStreamId().startsWith(OrderStreams.PREFIX)) {
                    return scanned(
                            end, new Head(position, event.getOriginalEvent().getCreated()));
                }
                if (position <= before.end()) {
                    return scanned(end, before.head());
                }
            }
            if (page.isEmpty()) {
                return scanned(end, Head.NONE);
            }
            options.maxCount(PAGE)
                    .fromPosition(page.getLast().getOriginalEvent().getPosition());
        }
    }

    private Head scanned(long end, Head head) {
        scanned = new Scan(end, head);
        return head;
    }

    /**
     * One event of an order.
     *
     * @throws EventLogException if the log does not answer, or has no such event
     * @throws io.orderstream.events.stored.UnreadableEventException if it cannot be read
     */
    public StoredEvent event(String orderId, long revision) {
        ReadStreamOptions options = ReadStreamOptions.get().forwards().maxCount(1);
        options.fromRevision(revision);
        options.deadline(properties.deadline().toMillis());
        return await(client -> client.readStream(OrderStreams.nameOf(orderId), options)).getEvents().stream()
                .map(resolved -> decode(resolved.getEvent()))
                .filter(event -> event.revision() == revision)
                .findFirst()
                .orElseThrow(() -> new EventLogException(null));
    }

    /**
     * When the first event of an order after a position was recorded, by the event store's clock; empty if there is none
     * yet.
     *
     * @throws EventLogException if the log does not answer
     */
    public Optional<Instant> firstRecordedAfter(long position) {
        CompletableFuture<Optional<Instant>> found = new CompletableFuture<>();
        SubscriptionListener first = new SubscriptionListener() {
            @Override
            public void onEvent(@Nullable Subscription subscription, ResolvedEvent event) {
                found.complete(Optional.of(event.getEvent().getCreated()));
            }

            @Override
            public void onCancelled(@Nullable Subscription subscription, @Nullable Throwable reason) {
                found.completeExceptionally(new EventLogException(reason));
            }
        };
        Subscription subscription = subscribe(position, first, (it, at) -> CompletableFuture.completedFuture(null));
        try {
            return found.completeOnTimeout(Optional.empty(), LOOK.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException failed) {
            throw new EventLogException(failed.getCause());
        } finally {
            subscription.stop();
        }
    }

    /**
     * Subscribes to the events of all orders after a position.
     *
     * @param after -1 for all there are
     * @param checkpoints told up to where there is nothing more, also where no order's event stands
     * @throws EventLogException if the subscription is not confirmed in time
     */
    Subscription subscribe(
            long after,
            SubscriptionListener listener,
            BiFunction<Subscription, Position, CompletableFuture<Void>> checkpoints) {
        SubscribeToAllOptions options = SubscribeToAllOptions.get()
                .filter(SubscriptionFilter.newBuilder()
                        .addStreamNamePrefix(OrderStreams.PREFIX)
                        .withCheckpointer(checkpoints::apply)
                        .build());
        if (after < 0) {
            options.fromStart();
        } else {
            options.fromPosition(new Position(after, after));
        }
        options.batchSize(properties.maxBatch());
        return await(client -> client.subscribeToAll(listener, options));
    }

    /**
     * Decodes an event of an order's stream.
     *
     * @throws io.orderstream.events.stored.UnreadableEventException if it cannot be read
     */
    StoredEvent decode(RecordedEvent event) {
        return codec.decode(
                OrderStreams.orderIdOf(event.getStreamId()),
                event.getRevision(),
                event.getPosition().getCommitUnsigned(),
                event.getEventType(),
                event.getEventData(),
                event.getUserMetadata());
    }

    /** Tells that a subscription brought nothing though there was something; it is about to be made anew. */
    void foundSilent(String consumer, long position) {
        LOG.warn("the subscription of {} ended without a word after {}, it is made anew", consumer, position);
        meters.counter("orderstream.subscription.silent", "consumer", consumer).increment();
    }

    private long deadlineMillis() {
        return properties.deadline().toMillis();
    }

    private <T> T await(Function<EventStoreDBClient, CompletableFuture<T>> call) {
        EventStoreDBClient used = current();
        try {
            return call.apply(used).get(properties.deadline().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new EventLogException(failed.getCause());
        } catch (TimeoutException stuck) {
            used.shutdown();
            throw new EventLogException(stuck);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EventLogException(interrupted);
        }
    }

    private synchronized EventStoreDBClient current() {
        if (client.isShutdown() && !closed) {
            client = EventStoreDBClient.create(settings);
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        client.shutdown();
    }
}
