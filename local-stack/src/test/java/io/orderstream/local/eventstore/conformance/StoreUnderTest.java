package io.orderstream.local.eventstore.conformance;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBClientSettings;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadResult;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.WriteResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The store that a conformance test talks to, through the official client and nothing else. */
public final class StoreUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String connectionString;
    private final EventStoreDBClient client;

    public StoreUnderTest(String connectionString) {
        this.connectionString = connectionString;
        this.client = connect();
    }

    public EventStoreDBClient client() {
        return client;
    }

    String connectionString() {
        return connectionString;
    }

    EventStoreDBClient connect() {
        EventStoreDBClientSettings settings = EventStoreDBConnectionString.parseOrThrow(connectionString);
        return EventStoreDBClient.create(settings);
    }

    static String newStream(String kind) {
        return kind + "-" + UUID.randomUUID();
    }

    static EventData event(String type) {
        return event(UUID.randomUUID(), type, "{}");
    }

    static EventData event(UUID id, String type, String json) {
        return EventData.builderAsJson(id, type, json.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static List<EventData> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(UUID.randomUUID(), "type-" + i, "{\"i\":%d}".formatted(i)))
                .toList();
    }

    WriteResult append(String stream, ExpectedRevision expected, EventData... events) {
        return append(stream, expected, List.of(events));
    }

    WriteResult append(String stream, ExpectedRevision expected, List<EventData> events) {
        return get(client.appendToStream(
                stream, AppendToStreamOptions.get().expectedRevision(expected), events.iterator()));
    }

    ReadResult read(String stream, ReadStreamOptions options) {
        return get(client.readStream(stream, options));
    }

    List<String> typesOf(String stream) {
        return types(read(stream, ReadStreamOptions.get().forwards().fromStart()));
    }

    static List<String> types(ReadResult result) {
        return result.getEvents().stream()
                .map(ResolvedEvent::getOriginalEvent)
                .map(event -> event.getEventType())
                .toList();
    }

    List<ResolvedEvent> readAll(ReadAllOptions options) {
        return get(client.readAll(options)).getEvents();
    }

    /** The outcome, or what the client made of the failure. */
    static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        get(client.shutdown());
    }
}
