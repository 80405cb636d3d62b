package io.orderstream.cli.projections;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The projector's admin API. */
final class AdminApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    AdminApi(URI base) {
        this.base = base;
    }

    /**
     * What stands at a path.
     *
     * @param query from the question mark on, or empty
     * @throws IOException if nobody answers, or with a refusal, which the message then tells
     */
    JsonNode get(String query, String... path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(send(request(query, path).GET()).body());
    }

    /**
     * Asks for something to be done.
     *
     * @param query from the question mark on, or empty
     * @throws IOException as {@link #get}
     */
    void post(String query, String... path) throws IOException, InterruptedException {
        send(request(query, path).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String query, String... path) {
        StringBuilder whole = new StringBuilder("/v1/projections");
        for (String part : path) {
            whole.append('/').append(URLEncoder.encode(part, UTF_8).replace("+", "%20"));
        }
        return HttpRequest.newBuilder(base.resolve(whole + query)).timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException nobody) {
            throw new IOException("Nothing answers at " + base, nobody);
        }
        if (answer.statusCode() >= 300) {
            throw new IOException(detail(answer));
        }
        return answer;
    }

    private static String detail(HttpResponse<String> answer) {
        String status = "HTTP " + answer.statusCode();
        try {
            return JsonMapper.shared().readTree(answer.body()).path("detail").asString(status);
        } catch (JacksonException notJson) {
            return status;
        }
    }
}
