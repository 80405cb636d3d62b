package io.orderstream.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The read API. */
final class ReadApi {

    private static final int PAGE = 200;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final URI base;
    private final ResilientHttp http;

    ReadApi(URI base, ResilientHttp http) {
        this.base = base;
        this.http = http;
    }

    /** Whether there is a server at all. */
    void reach() throws IOException, InterruptedException {
        http.reach(HttpRequest.newBuilder(base).timeout(REQUEST_TIMEOUT).build());
    }

    /**
     * All orders placed on these days, on data that shows what the token stands for.
     *
     * @param last the last day, included
     */
    void orders(LocalDate first, LocalDate last, long token, Consumer<ReadOrder> consumer)
            throws IOException, InterruptedException, RefusedException {
        var path = "/v1/orders?limit=" + PAGE + "&placedFrom="
                + first.atStartOfDay(ZoneOffset.UTC).toInstant() + "&placedTo="
                + last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var cursor = "";
        do {
            var page = get(path + cursor, token);
            page.get("items").forEach(item -> consumer.accept(order(item)));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
    }

    /** An answer on data that shows what the token stands for. */
    JsonNode get(String path, long token) throws IOException, InterruptedException, RefusedException {
        var answer = http.send(HttpRequest.newBuilder(base.resolve(path))
                .timeout(REQUEST_TIMEOUT)
                .header("Consistency-Token", Long.toString(token))
                .build());
        if (answer.statusCode() != 200) {
            throw new RefusedException(answer);
        }
        return Json.read(answer.body());
    }

    private static ReadOrder order(JsonNode item) {
        return new ReadOrder(
                UUID.fromString(item.get("orderId").asString()),
                Instant.parse(item.get("placedAt").asString())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate(),
                Json.standing(item.get("lifecycle"), item.get("totals")));
    }
}
