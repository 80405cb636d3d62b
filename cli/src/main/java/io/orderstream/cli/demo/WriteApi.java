package io.orderstream.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;

/** The write API. Each command has a key, so that sending it again does it no second time. */
final class WriteApi {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final ResilientHttp http;

    WriteApi(URI base, ResilientHttp http) {
        this.base = base;
        this.http = http;
    }

    /**
     * What a command was answered with.
     *
     * @param token a read with it shows what the command did
     * @param replayed whether it had been done before
     */
    record Acknowledged(UUID orderId, long token, boolean replayed) {}

    /** Whether there is a server at all. */
    void reach() throws IOException, InterruptedException {
        http.reach(HttpRequest.newBuilder(base).timeout(REQUEST_TIMEOUT).build());
    }

    /** Places an order. */
    Acknowledged place(Step step, String key) throws IOException, InterruptedException, RefusedException {
        return send("/v1/orders", step.body(), key);
    }

    /** Does a step to an order that was placed. */
    Acknowledged follow(UUID orderId, Step step, String key)
            throws IOException, InterruptedException, RefusedException {
        return send("/v1/orders/" + orderId + step.path(), step.body(), key);
    }

    private Acknowledged send(String path, String body, String key)
            throws IOException, InterruptedException, RefusedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Idempotency-Key", key);
        if (body.isEmpty()) {
            request.POST(BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        }
        var answer = http.send(request.build());
        if (answer.statusCode() / 100 != 2) {
            throw new RefusedException(answer);
        }
        return new Acknowledged(
                UUID.fromString(Json.read(answer.body()).get("orderId").asString()),
                answer.headers().firstValueAsLong("Consistency-Token").orElseThrow(),
                answer.headers().firstValue("Idempotent-Replayed").isPresent());
    }
}
