package io.orderstream.query.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the read API that knows nothing of the service but its port. */
public final class ReadApi {

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final int port;

    public ReadApi(int port) {
        this.port = port;
    }

    /** A value as JSON that was written and read. */
    public JsonNode json(Object value) {
        return json.readTree(json.writeValueAsString(value));
    }

    public Answer get(String path) {
        return send(request(path).build());
    }

    public Answer get(String path, String token) {
        return send(request(path).header("Consistency-Token", token).build());
    }

    /** A read that is answered 304 if nothing changed since the answer with this tag. */
    public Answer getUnlessSame(String path, String entityTag) {
        return send(request(path).header("If-None-Match", entityTag).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofMinutes(1));
    }

    private Answer send(HttpRequest request) {
        try {
            return new Answer(http.send(request, BodyHandlers.ofString()), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Answer(HttpResponse<String> response, JsonMapper mapper) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return mapper.readTree(response.body());
        }

        public String type() {
            return json().path("type").asString();
        }
    }
}
