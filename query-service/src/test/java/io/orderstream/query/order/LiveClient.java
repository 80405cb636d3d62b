package io.orderstream.query.order;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the live updates that reads server-sent events as they come. */
final class LiveClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Event CLOSED = new Event(Map.of("event", "closed"));

    private final InputStream body;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** An event's fields, or a comment. */
    record Event(Map<String, String> fields) {

        String name() {
            return fields.getOrDefault("event", "");
        }

        String id() {
            return fields.getOrDefault("id", "");
        }

        String retry() {
            return fields.getOrDefault("retry", "");
        }

        JsonNode data() {
            return JsonMapper.shared().readTree(fields.getOrDefault("data", "{}"));
        }

        String orderId() {
            return data().path("orderId").asString();
        }
    }

    private LiveClient(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::read);
    }

    static LiveClient connect(HttpClient http, int port, @Nullable String lastEventId) {
        var answer = request(http, port, lastEventId);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode());
        }
        return new LiveClient(answer.body());
    }

    static HttpResponse<InputStream> request(HttpClient http, int port, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/live"));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next event that is no comment. */
    Event next() {
        try {
            while (true) {
                var event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (event == null) {
                    throw new AssertionError("no event came");
                }
                if (!event.fields().containsKey("")) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Event next(String name) {
        var event = next();
        if (!event.name().equals(name)) {
            throw new AssertionError("expected " + name + ", but was " + event);
        }
        return event;
    }

    Event nextComment() throws InterruptedException {
        var event = events.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null || !event.fields().containsKey("")) {
            throw new AssertionError("expected a comment, but was " + event);
        }
        return event;
    }

    private void read() {
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
            var fields = new HashMap<String, String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    events.add(new Event(Map.copyOf(fields)));
                    fields.clear();
                } else {
                    var colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        } catch (IOException e) {
            // The connection was closed, which the event below says.
        }
        events.add(CLOSED);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
