package io.orderstream.cli.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request until it is answered, as long as trying again may help: after 429, 502, 503 and 504, after any answer that says
 * when to come back, and when no answer came. The request must be safe to repeat. Thread-safe.
 */
final class ResilientHttp {

    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Backoff backoff;
    private final AtomicLong repeats = new AtomicLong();

    ResilientHttp(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * The last answer.
     *
     * @throws IOException if none came
     */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        var deadline = Instant.now().plus(backoff.patience());
        for (var attempt = 1; ; attempt++) {
            HttpResponse<String> answer = null;
            IOException failure = null;
            try {
                answer = http.send(request, BodyHandlers.ofString());
                if (!mayHelpToRepeat(answer)) {
                    return answer;
                }
            } catch (IOException e) {
                failure = e;
            }
            var pause = backoff.pause(
                    attempt,
                    answer == null ? null : retryAfter(answer),
                    ThreadLocalRandom.current().nextDouble());
            if (Instant.now().plus(pause).isAfter(deadline)) {
                if (answer == null) {
                    throw new IOException("no answer from " + request.uri() + ": " + failure, failure);
                }
                return answer;
            }
            Thread.sleep(pause);
            repeats.incrementAndGet();
        }
    }

    /** Sends it once; any answer will do. */
    void reach(HttpRequest request) throws IOException, InterruptedException {
        http.send(request, BodyHandlers.discarding());
    }

    /** How often a request was sent again. */
    long repeats() {
        return repeats.get();
    }

    private static boolean mayHelpToRepeat(HttpResponse<?> answer) {
        return TRY_AGAIN.contains(answer.statusCode()) || answer.statusCode() >= 400 && retryAfter(answer) != null;
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }
}
