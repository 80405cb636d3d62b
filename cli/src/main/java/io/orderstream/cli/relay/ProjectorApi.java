package io.orderstream.cli.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The projector's admin API, as far as it concerns the relay. */
final class ProjectorApi {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(
            names = "--url-projector",
            paramLabel = "URL",
            defaultValue = "${env:ORDERSTREAM_PROJECTOR_URL:-http://localhost:${env:ORDERSTREAM_PROJECTOR_PORT:-8083}}",
            description = "The admin API (default: ${DEFAULT-VALUE}, or ORDERSTREAM_PROJECTOR_URL).")
    private URI url = URI.create("http://localhost:8083");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * Asks.
     *
     * @throws IOException if there is no answer, or a refusal; it says why
     */
    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    /** Asks for something to be done; throws as {@link #get} does. */
    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        HttpResponse<String> answer = answer(request);
        JsonNode said = json(answer.body());
        if (answer.statusCode() >= 400) {
            throw new IOException(
                    said.path("detail").asString("HTTP " + answer.statusCode() + " from " + request.uri()));
        }
        return said;
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IOException("No answer from " + request.uri() + ". Is the projector running?", failed);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException notJson) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
