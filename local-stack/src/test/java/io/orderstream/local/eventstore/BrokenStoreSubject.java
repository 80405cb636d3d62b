package io.orderstream.local.eventstore;

import io.orderstream.local.eventstore.conformance.EventStoreConformance;
import io.orderstream.local.eventstore.conformance.StoreUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;

/** The conformance suite over a store that is broken in the way the launcher's parameter says; not run by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BrokenStoreSubject.ChosenBreakage.class)
class BrokenStoreSubject extends EventStoreConformance {
    static final String PARAMETER = "breakage";

    private LocalEventStore broken;
    private StoreUnderTest store;

    @BeforeAll
    void open(@TempDir Path folder, Breakage breakage) throws IOException {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(2));
        broken = LocalEventStore.open(folder, 0, List.of(breakage.tampering()));
        store = new StoreUnderTest(broken.connectionString());
    }

    @AfterAll
    void close() throws IOException {
        Awaitility.reset();
        // The store first: it ends the subscriptions that the client would wait for.
        broken.close();
        store.close();
    }

    @Override
    public StoreUnderTest store() {
        return store;
    }

    static final class ChosenBreakage implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Breakage.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Breakage.valueOf(context.getConfigurationParameter(PARAMETER).orElseThrow());
        }
    }
}
