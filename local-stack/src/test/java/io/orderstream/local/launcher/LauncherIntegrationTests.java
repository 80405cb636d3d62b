package io.orderstream.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The launcher as a process, over the real backing services and stand-ins for the three services. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class LauncherIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path root;

    private LauncherProject project;

    @BeforeEach
    void project() throws IOException {
        project = LauncherProject.in(root);
    }

    @AfterEach
    void endWhatIsLeft() {
        project.close();
    }

    @Test
    void aDetachedStackLivesOnUntilDown() throws Exception {
        var up = project.up("--detach");
        assertThat(up.output())
                .contains("Orderstream is up.", "curl -i http://localhost:" + project.ports.command() + "/v1/orders");
        assertThat(up.exitCode()).isZero();

        var status = project.run("status");
        assertThat(status.output())
                .contains("command-service", "projector", "query-service", "event-store", "mongodb", "kafka", "healthy")
                .doesNotContain("unhealthy");
        assertThat(status.exitCode()).isZero();

        var again = project.up();
        assertThat(again.output()).contains("already up");
        assertThat(again.exitCode()).isZero();

        assertThat(project.run("reset", "--yes").output()).contains("It is running");
        assertThat(project.run("logs", "projector").output()).contains("stand-in serves on");

        var processes = project.processes();
        assertThat(project.run("down").exitCode()).isZero();
        assertThat(processes).hasSize(4).noneMatch(OwnedProcess::isAlive);
        assertThat(project.allPortsAreFree()).isTrue();
        assertThat(project.run("status").exitCode()).isEqualTo(Launcher.NOT_RUNNING);
        assertThat(project.run("down").output()).contains("Nothing is running.");
    }

    @Test
    void ctrlCStopsTheServicesFirstAndThenTheBackingServices() throws Exception {
        var output = root.resolve("up.txt");
        var up = project.startUp(output);
        awaitUp();
        var processes = project.processes();

        up.toHandle().destroy();

        assertThat(up.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(processes).noneMatch(OwnedProcess::isAlive);
        assertThat(Files.readString(output).lines().filter(line -> line.contains("stop")))
                .satisfies(lines -> assertThat(String.join(" ", lines))
                        .containsSubsequence("projector", "stopped", "backing", "stopping", "backing", "stopped"));
    }

    @Test
    void whenTheSupervisorIsKilledEverythingElseEndsByItself() throws Exception {
        project.up("--detach");
        var processes = project.processes();
        assertThat(processes).hasSize(4).allMatch(OwnedProcess::isAlive);

        ProcessHandle.of(project.state().supervisor().pid()).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(OwnedProcess::isAlive));
        assertThat(project.run("status").exitCode()).isEqualTo(Launcher.NOT_RUNNING);
        assertThat(project.allPortsAreFree()).isTrue();
    }

    @Test
    void aFailureIsReportedByADetachedStartToo() throws Exception {
        Files.delete(project.file("projector/target/projector-1-exec.jar"));

        var up = project.up("--detach");

        assertThat(up.exitCode()).isEqualTo(Launcher.FAILED);
        assertThat(up.output()).contains("projector is not built");
        assertThat(project.allPortsAreFree()).isTrue();
    }

    @Test
    void theBackingServicesAreStartedAgainToo() throws Exception {
        project.startUp(root.resolve("up.txt"));
        awaitUp();

        ProcessHandle.of(project.entry("backing").process().orElseThrow().pid())
                .orElseThrow()
                .destroyForcibly();

        await().atMost(PATIENCE)
                .until(() -> project.entry("backing").restarts() == 1
                        && project.state().allUp());
    }

    private void awaitUp() {
        await().atMost(PATIENCE)
                .until(() ->
                        RunState.read(project.home()).filter(RunState::allUp).isPresent());
    }
}
