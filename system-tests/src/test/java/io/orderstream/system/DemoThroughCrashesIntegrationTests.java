package io.orderstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.system.Stack.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job while processes are killed, as the demo sees it. */
@Order(1)
class DemoThroughCrashesIntegrationTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Stack stack;

    @BeforeEach
    void start(@TempDir Path home) {
        stack = Stack.up(home);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void the_demo_agrees_with_what_was_sent_though_every_process_is_killed_meanwhile() {
        Process demo = stack.startDemo("--limit=150", "--concurrency=4", "--rate=100");

        for (String victim : List.of("projector", "command-service", "query-service", "backing", "projector")) {
            int restarts = stack.restarts(victim);
            stack.kill(victim);
            await().atMost(PATIENCE).until(() -> stack.restarts(victim) > restarts && stack.isUp(victim));
        }

        Ended ended = Stack.await(demo, "demo");
        assertThat(ended.output()).contains("Everything agrees.");
        assertThat(ended.exitCode()).isZero();
    }
}
