package io.orderstream.projector.engine;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderstream.projector.engine.Figures.Spread;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a runner measures of itself. */
final class RunnerMeters {

    private static final String NAME = "orderstream.projection.";

    private final DistributionSummary batches;
    private final Timer load;
    private final Timer fold;
    private final Timer write;

    RunnerMeters(MeterRegistry meters, String part) {
        this.batches = meters.summary(NAME + "batch", "part", part);
        this.load = meters.timer(NAME + "load", "part", part);
        this.fold = meters.timer(NAME + "fold", "part", part);
        this.write = meters.timer(NAME + "write", "part", part);
    }

    /** What was measured here of a part; null if nothing was. */
    static @Nullable Figures of(MeterRegistry meters, String part) {
        DistributionSummary batches =
                meters.find(NAME + "batch").tag("part", part).summary();
        return batches == null
                ? null
                : new Figures(
                        Spread.of(batches.mean(), batches.max()),
                        spread(meters, "load", part),
                        spread(meters, "fold", part),
                        spread(meters, "write", part));
    }

    private static Spread spread(MeterRegistry meters, String name, String part) {
        Timer timer = meters.get(NAME + name).tag("part", part).timer();
        return Spread.of(timer.mean(TimeUnit.MILLISECONDS), timer.max(TimeUnit.MILLISECONDS));
    }

    void batch(int events) {
        batches.record(events);
    }

    <T> T loading(Supplier<T> work) {
        return load.record(work);
    }

    void folding(Runnable work) {
        fold.record(work);
    }

    <T> T writing(Supplier<T> work) {
        return write.record(work);
    }
}
