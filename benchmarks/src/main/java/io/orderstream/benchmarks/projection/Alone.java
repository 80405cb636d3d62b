package io.orderstream.benchmarks.projection;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionFilter;
import com.eventstore.dbclient.SubscriptionListener;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a projector cannot do without, each by itself: reading and decoding events, and writing the documents that they
 * make. It runs in a JVM like the projector's and does what its standard input says, a line at a time; answers begin with
 * {@link #ANSWER}.
 */
final class Alone {

    static final String ANSWER = "done ";
    static final int BATCH = 1_000;

    private static final int PATIENCE_MINUTES = 10;

    private final EventCodec codec = new EventCodec();
    private final EventStoreDBClient client;
    private final MongoDatabase database;
    private final Map<String, AloneWriter<?>> writers = new HashMap<>();

    private Alone(String eventStore, String mongodb) {
        this.client = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(eventStore));
        this.database = MongoClients.create(mongodb).getDatabase("alone");
    }

    public static void main(String[] arguments) {
        try {
            work(arguments);
            System.exit(0);
        } catch (Exception failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }

    private static void work(String[] arguments) throws Exception {
        Alone alone = new Alone(arguments[0], arguments[1]);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            long after = Long.parseLong(words[1]);
            int count = Integer.parseInt(words[2]);
            Stretch done = words[0].equals("read") ? alone.read(after, count) : alone.write(words[0], after, count);
            System.out.println(ANSWER + done.nanos() + " " + done.end());
        }
    }

    /**
     * Events that were worked on.
     *
     * @param end the position of the last
     */
    private record Stretch(long nanos, long end) {}

    /** Reads and decodes so many events through a subscription, as the projector does. */
    private Stretch read(long after, int count) throws Exception {
        var decoding = new Decoding(count);
        var options = SubscribeToAllOptions.get()
                .filter(SubscriptionFilter.newBuilder()
                        .addStreamNamePrefix(OrderStreams.PREFIX)
                        .build());
        if (after < 0) {
            options.fromStart();
        } else {
            options.fromPosition(new Position(after, after));
        }
        options.batchSize(BATCH);
        Subscription subscription = client.subscribeToAll(decoding, options).get();
        try {
            return decoding.ended.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } finally {
            subscription.stop();
        }
    }

    /** Counts from the first event to the last, so that subscribing does not count. */
    private final class Decoding extends SubscriptionListener {

        private final CompletableFuture<Stretch> ended = new CompletableFuture<>();
        private final int count;
        private int decoded;
        private long began;

        Decoding(int count) {
            this.count = count;
        }

        @Override
        public void onEvent(@Nullable Subscription subscription, ResolvedEvent resolved) {
            if (decoded == 0) {
                began = System.nanoTime();
            }
            StoredEvent event = decode(resolved.getEvent());
            if (++decoded == count) {
                ended.complete(new Stretch(System.nanoTime() - began, event.position()));
            }
        }

        @Override
        public void onCancelled(@Nullable Subscription subscription, @Nullable Throwable reason) {
            ended.completeExceptionally(reason == null ? new IllegalStateException("cancelled") : reason);
        }
    }

    /** Writes the documents that so many events make; reading and folding stand still meanwhile and do not count. */
    private Stretch write(String readModel, long after, int count) throws Exception {
        AloneWriter<?> writer =
                writers.computeIfAbsent(readModel, name -> AloneWriter.of(ReadModels.named(name), database));
        long nanos = 0;
        long end = after;
        for (int done = 0; done < count; ) {
            List<StoredEvent> batch = page(end, Math.min(BATCH, count - done));
            nanos += writer.write(batch);
            end = batch.getLast().position();
            done += batch.size();
        }
        return new Stretch(nanos, end);
    }

    private List<StoredEvent> page(long after, int count) throws Exception {
        ReadAllOptions options = ReadAllOptions.get().forwards().maxCount(count + 1);
        if (after < 0) {
            options.fromStart();
        } else {
            options.fromPosition(new Position(after, after));
        }
        List<StoredEvent> page = new ArrayList<>();
        for (ResolvedEvent resolved : client.readAll(options).get().getEvents()) {
            RecordedEvent event = resolved.getEvent();
            if (event.getPosition().getCommitUnsigned() > after && page.size() < count) {
                page.add(decode(event));
            }
        }
        return page;
    }

    private StoredEvent decode(RecordedEvent event) {
        return codec.decode(
                OrderStreams.orderIdOf(event.getStreamId()),
                event.getRevision(),
                event.getPosition().getCommitUnsigned(),
                event.getEventType(),
                event.getEventData(),
                event.getUserMetadata());
    }
}
