package io.orderstream.projector.relay;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.WrongExpectedVersionException;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/** Appends orders' events for as long as it is let, and remembers which domain events must come of them. */
final class EventWriter implements AutoCloseable {

    private static final StoredEvent PLACED = History.ofOneCancelled().get(0);
    private static final OrderContext ORDER = PLACED.event().order();
    private static final int OPEN_ORDERS = 40;
    private static final int EVENTS_PER_ORDER = 12;

    private static final int MOST_AHEAD = 1_000;

    private final IntSupplier seen;
    private final EventStoreDBClientFactory clients;
    private final EventCodec codec = new EventCodec();
    private final Random random = new Random(42);
    private final List<String> open = new ArrayList<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private final Map<String, List<String>> expected = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean stopped;

    /** Makes a client, and another one when that shut itself down. */
    interface EventStoreDBClientFactory {
        EventStoreDBClient create();
    }

    /**
     * A writer that never runs far ahead.
     *
     * @param seen how many domain events consumers have seen
     */
    EventWriter(int eventStorePort, IntSupplier seen) {
        this.seen = seen;
        this.clients = () -> EventStoreDBClient.create(
                EventStoreDBConnectionString.parseOrThrow("esdb://localhost:" + eventStorePort + "?tls=false"));
    }

    void start() {
        thread.start();
    }

    /** Ends it, and tells the ids of the domain events of each order, in order. */
    Map<String, List<String>> stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return expected;
    }

    private void run() {
        EventStoreDBClient client = clients.create();
        int told = 0;
        while (!stopped) {
            if (told - seen.getAsInt() > MOST_AHEAD) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                continue;
            }
            String orderId = nextOrder();
            int revision = revisions.merge(orderId, 1, Integer::sum) - 1;
            OrderEvent event = event(revision);
            while (!append(client, orderId, revision, event)) {
                client.shutdown();
                client = clients.create();
            }
            if (!(event instanceof NoteAdded)) {
                told++;
                expected.computeIfAbsent(orderId, none -> new ArrayList<>()).add(orderId + "/" + revision);
            }
        }
        client.shutdown();
    }

    private String nextOrder() {
        if (open.size() < OPEN_ORDERS) {
            open.add(UUID.randomUUID().toString());
        }
        int index = random.nextInt(open.size());
        String orderId = open.get(index);
        if (revisions.getOrDefault(orderId, 0) == EVENTS_PER_ORDER - 1) {
            open.remove(index);
        }
        return orderId;
    }

    private static OrderEvent event(int revision) {
        if (revision == 0) {
            return PLACED.event();
        }
        return switch (revision % 3) {
            case 1 -> new HoldPlaced(ORDER, "h" + revision, "MANUAL", List.of(), "");
            case 2 -> new NoteAdded(ORDER, "stays inside", "INTERNAL");
            default -> new HoldReleased(ORDER, "h" + (revision - 2));
        };
    }

    /** Whether it is written, also if that was not acknowledged. */
    private boolean append(EventStoreDBClient client, String orderId, int revision, OrderEvent event) {
        EncodedEvent encoded = codec.encode(event, PLACED.metadata());
        AppendToStreamOptions options = AppendToStreamOptions.get();
        options.expectedRevision(
                revision == 0 ? ExpectedRevision.noStream() : ExpectedRevision.expectedRevision(revision - 1));
        try {
            client.appendToStream(
                            OrderStreams.nameOf(orderId),
                            options,
                            EventDataBuilder.json(encoded.type(), encoded.data())
                                    .metadataAsBytes(encoded.metadata())
                                    .build())
                    .get(5, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof WrongExpectedVersionException;
        } catch (TimeoutException stuck) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
