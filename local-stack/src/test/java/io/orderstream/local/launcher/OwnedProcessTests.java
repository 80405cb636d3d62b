package io.orderstream.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnedProcessTests {

    @Test
    void aProcessWithOurIdButAnotherStartTimeIsLeftAlone() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            var recorded = OwnedProcess.of(stranger.toHandle());
            var ours = new OwnedProcess(recorded.pid(), recorded.started().minusSeconds(60));

            ours.terminate();
            assertThat(ours.awaitEnd(Duration.ofMillis(200))).isTrue();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aProcessThatDoesNotWantToEndIsEndedByForce() throws Exception {
        var stubborn =
                new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done").start();
        assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");
        var recorded = OwnedProcess.of(stubborn.toHandle());

        recorded.terminate();

        assertThat(recorded.awaitEnd(Duration.ofMillis(300))).isTrue();
        assertThat(recorded.isAlive()).isFalse();
    }
}
