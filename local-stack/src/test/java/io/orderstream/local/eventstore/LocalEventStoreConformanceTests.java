package io.orderstream.local.eventstore;

import io.orderstream.local.eventstore.conformance.EventStoreConformance;
import io.orderstream.local.eventstore.conformance.StoreUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalEventStoreConformanceTests extends EventStoreConformance {
    private LocalEventStore local;
    private StoreUnderTest store;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        local = LocalEventStore.open(folder, 0);
        store = new StoreUnderTest(local.connectionString());
    }

    @AfterAll
    void close() throws IOException {
        // The store first: it ends the subscriptions that the client would wait for.
        local.close();
        store.close();
    }

    @Override
    public StoreUnderTest store() {
        return store;
    }
}
