package io.orderstream.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A supervisor in this process over stand-in processes: one that the others need, and two of these. */
class SupervisorIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final Ports ports = new Ports(0, 0, 0, 0, 0, 0).withFreeOnesForZero();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Home home = new Home(Path.of(""));
    private Optional<Supervisor> running = Optional.empty();

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("home"));
        home.prepare(0);
    }

    @AfterEach
    void stop() {
        running.ifPresent(Supervisor::stop);
    }

    @Test
    void aProcessThatEndsWhileStartingIsShownWithItsLastWordsAndEndsTheOthers() throws IOException {
        behave(ports.query(), "die at start");
        var supervisor = supervisor(PATIENCE);

        assertThatThrownBy(() -> start(supervisor))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("reader ended with exit code 7")
                .hasMessageContaining("no luck today");

        assertThat(told).contains("writer stopped", "needed stopped");
        assertThat(RunState.read(home)).isEmpty();
        ports.requireUsable();
    }

    @Test
    void aProcessThatIsNotReadyInTimeIsNamedAndEndsTheOthers() throws IOException {
        behave(ports.query(), "never get ready");
        var supervisor = supervisor(Duration.ofSeconds(6));

        assertThatThrownBy(() -> start(supervisor))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("Not ready after 6 s")
                .hasMessageContaining("reader, the end of");

        assertThat(RunState.read(home)).isEmpty();
        ports.requireUsable();
    }

    @Test
    void whatIsNeededStopsLast() {
        var supervisor = supervisor(PATIENCE);
        start(supervisor);
        told.clear();

        supervisor.stop();

        assertThat(told)
                .containsSubsequence("writer stopping", "writer stopped", "needed stopping", "needed stopped")
                .containsSubsequence("reader stopped", "needed stopping");
    }

    @Test
    void aProcessThatEndsLaterIsStartedAgainWithGrowingPausesWhileTheOthersGoOn() throws IOException {
        var supervisor = supervisor(PATIENCE);
        start(supervisor);
        var others = List.of(process("needed"), process("writer"));
        var watching = Thread.ofPlatform().start(supervisor::watch);

        tellToDie(ports.query());
        await().atMost(PATIENCE).until(() -> isUpAgain(1));
        tellToDie(ports.query());
        await().atMost(PATIENCE).until(() -> isUpAgain(2));

        assertThat(told)
                .containsSubsequence("reader restarting in 1 s", "reader up", "reader restarting in 2 s", "reader up");
        assertThat(others).allMatch(OwnedProcess::isAlive);
        supervisor.stop();
        await().atMost(PATIENCE).until(() -> !watching.isAlive());
    }

    private Supervisor supervisor(Duration startTimeout) {
        var supervisor = new Supervisor(home, new Recording(), startTimeout);
        running = Optional.of(supervisor);
        return supervisor;
    }

    private void start(Supervisor supervisor) {
        supervisor.start(() -> List.of(
                List.of(plan("needed", ports.kafka())),
                List.of(plan("writer", ports.command()), plan("reader", ports.query()))));
    }

    private ProcessPlan plan(String name, int port) {
        return new ProcessPlan(
                name,
                List.of(
                        Java.program(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TiedToParent.class.getName(),
                        StandInService.class.getName()),
                Map.of("SERVER_PORT", Integer.toString(port), "STAND_IN_FOLDER", folder.toString()),
                List.of(new Endpoint(name, port, Endpoint.Kind.HTTP)),
                Optional.empty());
    }

    private void behave(int port, String how) throws IOException {
        Files.writeString(folder.resolve("port-" + port), how);
    }

    private boolean isUpAgain(int restarts) {
        return entry("reader").restarts() == restarts && entry("reader").state() == ProcessState.UP;
    }

    private OwnedProcess process(String name) {
        return entry(name).process().orElseThrow();
    }

    private RunState.Entry entry(String name) {
        return RunState.read(home).orElseThrow().entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static void tellToDie(int port) throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://localhost:" + port + "/die").toURL().openConnection();
        try {
            connection.getResponseCode();
        } catch (IOException e) {
            connection.disconnect();
        }
    }

    private final class Recording implements Progress {

        @Override
        public void changed(String process, ProcessState state, String detail) {
            told.add(process + " " + state.label() + (state == ProcessState.RESTARTING ? " " + detail : ""));
        }

        @Override
        public void tick() {}

        @Override
        public void say(String message) {
            told.add(message);
        }
    }
}
