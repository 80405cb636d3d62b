package io.orderstream.projector.engine;

import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.projector.subscription.EventConsumer;
import java.time.Duration;

/** Counts the events of orders, so that others know how many they are behind. It decodes none. */
final class LogHead implements EventConsumer {

    /** The id of its checkpoint and its lease, which no collection has. */
    static final String ID = "$log";

    /** Each batch costs a write, and a count need not be newer. */
    private static final Duration BATCH_TIME = Duration.ofMillis(250);

    private final Checkpoints checkpoints;
    private final long epoch;
    private Progress progress = Progress.NONE;

    LogHead(Checkpoints checkpoints, long epoch) {
        this.checkpoints = checkpoints;
        this.epoch = epoch;
    }

    @Override
    public String name() {
        return ID;
    }

    @Override
    public boolean concerns(String orderId) {
        return false;
    }

    @Override
    public Duration batchTime(Duration configured) {
        return BATCH_TIME;
    }

    @Override
    public long start() {
        progress = checkpoints.of(ID);
        return progress.position();
    }

    @Override
    public void accept(EventBatch batch) {
        Progress after = new Progress(batch.position(), progress.events() + batch.count());
        checkpoints.move(ID, after, epoch);
        progress = after;
    }
}
