package io.orderstream.projector.engine;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

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
