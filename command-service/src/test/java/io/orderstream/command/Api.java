package io.orderstream.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the write API that sends what it is told and looks at whatever comes back. */
public final class Api {

    /** The smallest order there is. */
    public static final String SMALLEST = """
            {"currency":"EUR","lines":[{"sku":"A","quantity":2,"unitPrice":"10.00"}]}""";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI base;

    public Api(int port) {
        this.base = URI.create("http://localhost:" + port);
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        /** The last part of a problem's type; empty if this is none. */
        public String problem() {
            return header("Content-Type").startsWith("application/problem+json")
                    ? json().path("type").asString().replace("urn:orderstream:problem:", "")
                    : "";
        }

        public String orderId() {
            return json().path("orderId").asString();
        }
    }

    /** Posts JSON; {@code headers} are names and values in turn. */
    public Answer post(String path, String body, String... headers) {
        return send(path, BodyPublishers.ofString(body), "application/json", headers);
    }

    /** Gets anything. */
    public Answer get(String path) {
        return exchange(HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .GET()
                .build());
    }

    /** Posts anything. */
    public Answer send(String path, BodyPublisher body, String contentType, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", contentType)
                .POST(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return exchange(request.build());
    }

    private static Answer exchange(HttpRequest request) {
        try {
            return new Answer(CLIENT.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer place(String... headers) {
        return post("/v1/orders", SMALLEST, headers);
    }

    public Answer confirm(String orderId, String... headers) {
        return post("/v1/orders/" + orderId + "/confirm", "", headers);
    }

    public Answer cancel(String orderId, String... headers) {
        return post("/v1/orders/" + orderId + "/cancel", "{\"reason\":\"mistake\"}", headers);
    }
}
