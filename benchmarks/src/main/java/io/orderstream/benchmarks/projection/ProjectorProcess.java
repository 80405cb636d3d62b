package io.orderstream.benchmarks.projection;

import io.orderstream.benchmarks.measure.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A projector in a JVM of its own, with little memory, that relays nothing. */
final class ProjectorProcess implements AutoCloseable {

    private final ServerProcess process;
    private final HttpClient http = HttpClient.newHttpClient();

    private ProjectorProcess(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param jar the projector, unpacked
     */
    static ProjectorProcess start(Path jar, String eventStore, String mongodb, int shards) throws Exception {
        int port = ServerProcess.freePort();
        Path ours = Path.of(ProjectorProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> arguments = new ArrayList<>(Jvm.options());
        arguments.addAll(List.of("-cp", jar + File.pathSeparator + ours, ProjectorWithoutRelay.class.getName()));
        Path log = Files.createTempFile(jar.getParent(), "projector-", ".log");
        Map<String, String> environment = Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "SERVER_ADDRESS",
                "localhost",
                "ORDERSTREAM_EVENTSTORE_URI",
                eventStore,
                "SPRING_MONGODB_URI",
                mongodb,
                "ORDERSTREAM_PROJECTIONS_SHARDS",
                Integer.toString(shards));
        var projector = new ProjectorProcess(
                ServerProcess.start(arguments, environment, "http://localhost:" + port, log.toFile()));
        Patience.until(() -> projector.isReadyOr(log));
        return projector;
    }

    private boolean isReadyOr(Path log) throws Exception {
        if (!process.isAlive()) {
            throw new IOException("the projector did not start:\n" + Files.readString(log));
        }
        try {
            return get("/actuator/health/readiness").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void pause(String readModel) throws IOException, InterruptedException {
        tell(readModel, "pause");
    }

    void resume(String readModel) throws IOException, InterruptedException {
        tell(readModel, "resume");
    }

    private void tell(String readModel, String what) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/v1/projections/" + readModel + "/" + what))
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException(what + " " + readModel + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** How much memory it has of the machine now. */
    long residentMegabytes() {
        return process.residentMegabytes();
    }

    /** How much of its heap is taken now, garbage included. */
    long heapMegabytes() throws IOException, InterruptedException {
        String used = get("/actuator/metrics/jvm.memory.used?tag=area:heap").body();
        return JsonMapper.shared().readTree(used).at("/measurements/0/value").asLong() >> 20;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url(path)).build(), BodyHandlers.ofString());
    }

    private URI url(String path) {
        return URI.create(process.address() + path);
    }

    @Override
    public void close() {
        http.close();
        process.close();
    }
}
