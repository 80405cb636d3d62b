package io.orderstream.projector.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.step.StepDouble;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** What a relay counts: {@code orderstream.relay.*}, with the tag {@code relay}. Thread-safe. */
final class RelayMetrics {

    private static final Duration STEP = Duration.ofSeconds(10);

    private final Timer committed;
    private final Timer failed;
    private final Counter events;
    private final Counter fenced;
    private final StepDouble rate;

    /**
     * Registers the meters.
     *
     * @param relay {@code live} or {@code replay}
     */
    RelayMetrics(MeterRegistry registry, String relay) {
        this.committed = transactions(registry, relay, "committed");
        this.failed = transactions(registry, relay, "failed");
        this.events = Counter.builder("orderstream.relay.events")
                .description("Stored events that were relayed, those that stay inside included.")
                .tag("relay", relay)
                .register(registry);
        this.fenced = Counter.builder("orderstream.relay.fenced")
                .description("How often another relay took over while this one wrote.")
                .tag("relay", relay)
                .register(registry);
        this.rate = new StepDouble(registry.config().clock(), STEP.toMillis());
    }

    private static Timer transactions(MeterRegistry registry, String relay, String outcome) {
        return Timer.builder("orderstream.relay.transactions")
                .description("From the first record of a batch to its commit.")
                .tag("relay", relay)
                .tag("outcome", outcome)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void committed(int count, long nanos) {
        committed.record(nanos, TimeUnit.NANOSECONDS);
        events.increment(count);
        rate.getCurrent().add(count);
    }

    void failed(RuntimeException why, long nanos) {
        failed.record(nanos, TimeUnit.NANOSECONDS);
        if (isFenced(why)) {
            fenced.increment();
        }
    }

    /** It is the failure itself, or why a commit must not be tried. */
    private static boolean isFenced(@Nullable Throwable why) {
        return why instanceof ProducerFencedException
                || why instanceof InvalidProducerEpochException
                || (why != null && isFenced(why.getCause()));
    }

    /** The figures as they are now. */
    RelayFigures figures() {
        double[] percentiles = Arrays.stream(committed.takeSnapshot().percentileValues())
                .mapToDouble(value -> milliseconds(value))
                .toArray();
        return new RelayFigures(
                (long) events.count(),
                rate.poll() / STEP.toSeconds(),
                committed.count(),
                failed.count(),
                (long) fenced.count(),
                percentiles[0],
                percentiles[1],
                committed.max(TimeUnit.MILLISECONDS));
    }

    private static double milliseconds(ValueAtPercentile value) {
        return value.value(TimeUnit.MILLISECONDS);
    }
}
