package io.orderstream.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherRefusalsIntegrationTests {

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
    void everyTakenPortIsNamedWithItsUseItsOwnerAndTheFlagThatChangesIt() throws Exception {
        try (var kafka = LauncherProject.listenOn(project.ports.kafka());
                var query = LauncherProject.listenOn(project.ports.query())) {
            var up = project.up();

            assertThat(up.exitCode()).isEqualTo(Launcher.FAILED);
            assertThat(up.output())
                    .contains("Port " + kafka.getLocalPort() + ", wanted by Kafka, is taken", "--kafka-port")
                    .contains("Port " + query.getLocalPort() + ", wanted by query-service, is taken", "--query-port");
            assertThat(RunState.read(project.home())).isEmpty();
        }
    }

    @Test
    void aPortGivenTwiceIsRefused() throws Exception {
        var port = Integer.toString(project.ports.kafka());

        var up = project.run("up", "--kafka-port", port, "--mongodb-port", port);

        assertThat(up.exitCode()).isEqualTo(Launcher.FAILED);
        assertThat(up.output()).contains("Port " + port + " is given to MongoDB and to Kafka.");
    }

    @Test
    void tooLittleDiskSpaceIsRefusedWithTheNumbers() throws Exception {
        var up = project.up("--min-free-mb", "999999999");

        assertThat(up.exitCode()).isEqualTo(Launcher.FAILED);
        assertThat(up.output()).contains("Not enough disk space", "999999999 MB are needed", "ORDERSTREAM_HOME");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Files.writeString(project.home().directory(), "a file where the folder should be");

        var up = project.up();

        assertThat(up.exitCode()).isEqualTo(Launcher.FAILED);
        assertThat(up.output()).contains("Cannot write in " + project.home().directory());
    }

    @Test
    void aServiceThatWasNotBuiltIsNamedWithTheWayToBuildIt() throws Exception {
        Files.delete(project.file("projector/target/projector-1-exec.jar"));

        var up = project.up();

        assertThat(up.exitCode()).isEqualTo(Launcher.FAILED);
        assertThat(up.output()).contains("projector is not built", "mvn");
        assertThat(project.allPortsAreFree()).isTrue();
    }

    @Test
    void resetNeedsAYesWhereNobodyCanBeAskedAndThenDeletesTheData() throws Exception {
        project.home().prepare(0);
        var order = Files.writeString(project.home().data().resolve("order"), "kept");

        var asked = project.run("reset");
        assertThat(asked.exitCode()).isEqualTo(Launcher.FAILED);
        assertThat(asked.output()).contains("--yes");
        assertThat(order).exists();

        assertThat(project.run("reset", "--yes").exitCode()).isZero();
        assertThat(order).doesNotExist();
    }
}
