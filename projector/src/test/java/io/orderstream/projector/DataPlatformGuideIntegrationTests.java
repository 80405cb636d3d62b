package io.orderstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.projector.engine.Projections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What docs/data-platform.md shows is what runs here; its shell commands run in the system tests. */
class DataPlatformGuideIntegrationTests {

    @Test
    void the_guide_shows_the_code_that_is_run_here() throws IOException {
        assertThat(GuideCode.shown("data-platform.md"))
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(GuideCode.run("OrdersConsumer.java"));
    }

    @Test
    void the_code_takes_each_event_in_once_and_begins_with_the_states(@TempDir Path folder) throws IOException {
        try (Backing backing = new Backing(folder);
                ConfigurableApplicationContext projector = backing.projector()) {
            String half = backing.order(1);
            backing.order(3);
            awaitRelayed(projector, backing);
            try (OrdersConsumer fromEvents = new OrdersConsumer(backing.bootstrapServers());
                    OrdersConsumer fromStates = new OrdersConsumer(backing.bootstrapServers())) {
                fromStates.bootstrap();
                fromEvents.readFromTheBeginning();
                assertThat(fromStates.orders).hasSize(2).isEqualTo(fromEvents.orders);

                backing.append(half, 1);
                backing.append(half, 2);
                awaitRelayed(projector, backing);
                fromStates.readOn();
                fromEvents.readFromTheBeginning();

                assertThat(fromStates.orders).isEqualTo(fromEvents.orders);
                assertThat(fromStates.lastSequence).containsEntry(half, 3L).isEqualTo(fromEvents.lastSequence);
            }
        }
    }

    private static void awaitRelayed(ConfigurableApplicationContext projector, Backing backing) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> projector.getBean(Projections.class).statuses().stream()
                        .allMatch(status -> status.position() >= backing.head()));
    }
}
