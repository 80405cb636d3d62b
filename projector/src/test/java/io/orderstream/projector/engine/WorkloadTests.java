package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.readmodel.Generation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** At what rate a rebuild may take in events. No server is needed. */
class WorkloadTests {

    private static final Tally TALLY = new Tally("tally");
    private static final EngineProperties PROPERTIES = Binder.get(
                    new MockEnvironment().withProperty("engine.rebuild-rate", "100"))
            .bindOrCreate("engine", EngineProperties.class);

    private final PlainMongo mongo = new PlainMongo("mongodb://localhost:1");

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_rebuild_in_one_piece_has_the_whole_rate() {
        assertThat(timeForASecondsEvents(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_shards_of_a_rebuild_share_the_rate() {
        assertThat(timeForASecondsEvents(4)).isEqualTo(Duration.ofSeconds(4));
    }

    /** How long one shard has to take for as many events as the whole rebuild may take in in a second. */
    private Duration timeForASecondsEvents(int shards) {
        RunnerTools tools =
                new RunnerTools(mongo.operations(), null, new SimpleMeterRegistry(), PROPERTIES, Clock.systemUTC());
        Workload workload = new Workload(
                List.of(new ReadModelDefinition<>(TALLY, List.of())),
                List.of(),
                tools,
                new Lags(null, Clock.systemUTC()));
        Throttle throttle = workload.throttle(Generation.first(TALLY, shards));
        return Duration.ofNanos(throttle.nanosFor(PROPERTIES.rebuildRate()));
    }
}
