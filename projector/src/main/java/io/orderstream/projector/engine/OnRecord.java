package io.orderstream.projector.engine;

import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.projector.subscription.EventConsumer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record how far a consumer came that remembers it elsewhere, so that it can be told while nobody works on it. It
 * is for telling only and may be a moment late: nobody goes on from there, and a database that is away stops nothing.
 */
final class OnRecord implements EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(OnRecord.class);

    /** Each record costs a write, and what is told need not be newer. */
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final EventConsumer consumer;
    private final Checkpoints checkpoints;
    private Progress progress = Progress.NONE;
    private Progress recorded = Progress.NONE;
    private long recordedAt;

    OnRecord(EventConsumer consumer, Checkpoints checkpoints) {
        this.consumer = consumer;
        this.checkpoints = checkpoints;
    }

    @Override
    public String name() {
        return consumer.name();
    }

    @Override
    public long start() {
        long position = consumer.start();
        progress = new Progress(position, consumer.events());
        record();
        return position;
    }

    @Override
    public void accept(EventBatch batch) {
        consumer.accept(batch);
        progress = new Progress(batch.position(), consumer.events());
    }

    @Override
    public boolean concerns(String orderId) {
        return consumer.concerns(orderId);
    }

    @Override
    public Duration batchTime(Duration configured) {
        return consumer.batchTime(configured);
    }

    @Override
    public void pause() {
        consumer.pause();
        if (isNews() && System.nanoTime() - recordedAt >= INTERVAL.toNanos()) {
            record();
        }
    }

    private boolean isNews() {
        return !progress.equals(recorded);
    }

    private void record() {
        recordedAt = System.nanoTime();
        try {
            checkpoints.put(name(), progress);
            recorded = progress;
        } catch (RuntimeException away) {
            LOG.debug("how far {} came is not on record", name(), away);
        }
    }

    @Override
    public void closing() {
        consumer.closing();
    }

    @Override
    public long events() {
        return consumer.events();
    }

    @Override
    public void stop() {
        try {
            consumer.stop();
        } finally {
            if (isNews()) {
                record();
            }
        }
    }
}
