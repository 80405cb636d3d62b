package io.orderstream.local.eventstore;

import io.orderstream.local.eventstore.conformance.EventStoreConformance;
import io.orderstream.local.eventstore.conformance.StoreUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;
import org.testcontainers.utility.DockerImageName;

/** The same suite over EventStoreDB itself, which keeps it honest; it needs a container engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfDockerAvailable
class EventStoreDbConformanceIntegrationTests extends EventStoreConformance {
    private static final int PORT = 2113;

    private GenericContainer<?> container;
    private StoreUnderTest store;

    @BeforeAll
    void start() {
        container = new GenericContainer<>(DockerImageName.parse("eventstore/eventstore:23.10.1-bookworm-slim"))
                .withEnv("EVENTSTORE_INSECURE", "true")
                .withEnv("EVENTSTORE_MEM_DB", "true")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/health/live").forStatusCode(204));
        container.start();
        store = new StoreUnderTest(
                "esdb://%s:%d?tls=false".formatted(container.getHost(), container.getMappedPort(PORT)));
    }

    @AfterAll
    void stop() {
        store.close();
        container.stop();
    }

    @Override
    public StoreUnderTest store() {
        return store;
    }
}
