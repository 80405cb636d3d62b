package io.orderstream.projector.subscription;

import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionListener;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.UnreadableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of all orders to one consumer, each at least once and in the order of the log, for as long as it
 * lives: what breaks (the log, the consumer's own store, the consumer itself) is waited out, and then it goes on from the
 * consumer's checkpoint, which is read anew each time. No event is ever passed over; one that cannot be read ends it with
 * a clear state. It never says that it runs when it does not.
 *
 * <p>Events are decoded while the batch before is worked on. Memory is bounded by two batches of events: when the consumer
 * is slow, the server is not asked for more.
 */
public final class CatchUpSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUpSubscription.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration BEHIND = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(1);

    private final EventLog log;
    private final EventConsumer consumer;
    private final SubscriptionProperties properties;
    private final Runnable gate;
    private final Thread worker;
    private volatile SubscriptionStatus status;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Inbox inbox;

    /**
     * A subscription that does nothing until it is {@linkplain #start started}.
     *
     * @param gate run before the consumer starts, each time; what it throws is waited out like any failure
     */
    public CatchUpSubscription(EventLog log, EventConsumer consumer, SubscriptionProperties properties, Runnable gate) {
        this.gate = gate;
        this.log = log;
        this.consumer = consumer;
        this.properties = properties;
        this.status = new SubscriptionStatus(consumer.name(), SubscriptionState.STOPPED, -1, null);
        this.worker =
                Thread.ofPlatform().name("subscription-" + consumer.name()).unstarted(this::run);
    }

    /** Starts following the log, in a thread of its own. To be called once. */
    public void start() {
        worker.start();
    }

    public SubscriptionStatus status() {
        return status;
    }

    /** Stops after the batch under way, and waits for that. */
    @Override
    public void close() {
        closing.countDown();
        consumer.closing();
        Inbox current = inbox;
        if (current != null) {
            current.wake();
        }
        try {
            worker.join(properties.deadline().multipliedBy(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            followUntilClosed();
        } finally {
            if (status.state() != SubscriptionState.FAILED) {
                enter(SubscriptionState.STOPPED, status.problem());
            }
        }
    }

    private void followUntilClosed() {
        Duration wait = properties.minBackOff();
        while (!isClosing()) {
            long before = status.position();
            try {
                follow();
            } catch (UnreadableEventException unfit) {
                enter(SubscriptionState.FAILED, unfit.getMessage());
                LOG.error("{} stops at an event that it must not pass over", consumer.name(), unfit);
                return;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error broken) {
                if (isClosing()) {
                    return;
                }
                enter(SubscriptionState.RETRYING, broken.toString());
                LOG.warn("{} broke off and will start again", consumer.name(), broken);
                wait = status.position() > before ? properties.minBackOff() : wait;
                pause(wait);
                wait = shorter(wait.multipliedBy(2), properties.maxBackOff());
            }
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause(Duration wait) {
        try {
            closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private void follow() throws InterruptedException {
        enter(SubscriptionState.STARTING, null);
        gate.run();
        try {
            long checkpoint = consumer.start();
            status = new SubscriptionStatus(consumer.name(), SubscriptionState.STARTING, checkpoint, null);
            while (!isClosing()) {
                followUntilSilent();
            }
        } finally {
            consumer.stop();
        }
    }

    /** A subscription can end without a word, so silence ends it; making it anew costs little and misses nothing. */
    private void followUntilSilent() throws InterruptedException {
        Inbox arriving = new Inbox();
        inbox = arriving;
        Subscription subscription = log.subscribe(status.position(), arriving, arriving::checkpoint);
        try {
            enter(SubscriptionState.RUNNING, null);
            long heard = System.nanoTime();
            while (!isClosing()) {
                List<Signal> signals = arriving.batch();
                if (!signals.isEmpty()) {
                    work(signals);
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > properties.silence().toNanos()) {
                    List<Signal> late = missedInSilence(arriving);
                    if (late.isEmpty()) {
                        return;
                    }
                    work(late);
                    heard = System.nanoTime();
                }
                consumer.pause();
            }
        } finally {
            arriving.close();
            subscription.stop();
        }
    }

    /** Tells silence where something should have come from silence where there was nothing; what comes after all is returned. */
    private List<Signal> missedInSilence(Inbox arriving) throws InterruptedException {
        if (log.head() <= status.position()) {
            return List.of();
        }
        List<Signal> late = arriving.batch();
        if (late.isEmpty()) {
            log.foundSilent(consumer.name(), status.position());
        }
        return late;
    }

    /** Hands in what came before an end as well; only then is the end told. */
    private void work(List<Signal> signals) {
        List<StoredEvent> events = new ArrayList<>(signals.size());
        long count = 0;
        long position = status.position();
        @Nullable Ended end = null;
        for (Signal signal : signals) {
            if (signal instanceof Ended ended) {
                end = ended;
                break;
            }
            if (signal instanceof Received received) {
                events.add(received.event());
            }
            if (signal instanceof Event) {
                count++;
            }
            position = Math.max(position, signal.position());
        }
        if (position > status.position()) {
            consumer.accept(new EventBatch(events, count, position));
            status = new SubscriptionStatus(consumer.name(), SubscriptionState.RUNNING, position, null);
        }
        if (end != null) {
            throw end.reason();
        }
    }

    private void enter(SubscriptionState state, @Nullable String problem) {
        status = new SubscriptionStatus(consumer.name(), state, status.position(), problem);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private sealed interface Signal {
        long position();
    }

    private sealed interface Event extends Signal {
        Instant recordedAt();
    }

    private record Received(StoredEvent event, Instant recordedAt) implements Event {
        @Override
        public long position() {
            return event.position();
        }
    }

    private record Passed(long position, Instant recordedAt) implements Event {}

    private record Checkpoint(long position) implements Signal {}

    private record Ended(RuntimeException reason) implements Signal {
        @Override
        public long position() {
            return -1;
        }
    }

    /** Takes what the client's thread brings; when full, that thread waits and the server is not asked for more. */
    private final class Inbox extends SubscriptionListener {

        private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(properties.maxBatch());
        private final Duration batchTime = consumer.batchTime(properties.batchTime());
        private volatile boolean closed;

        /** What came, up to a full batch or until the time for one is over; empty if nothing came for a while. */
        List<Signal> batch() throws InterruptedException {
            List<Signal> batch = new ArrayList<>();
            Signal first =
                    signals.poll(shorter(properties.silence(), LONGEST_PAUSE).toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                fill(batch);
            }
            return batch;
        }

        private void fill(List<Signal> batch) throws InterruptedException {
            long began = System.nanoTime();
            while (true) {
                signals.drainTo(batch, properties.maxBatch() - batch.size());
                boolean behind = isBehind(batch);
                Duration time = behind ? longer(properties.batchTimeBehind(), batchTime) : batchTime;
                long left = time.toNanos() - (System.nanoTime() - began);
                if (left <= 0 || batch.size() == properties.maxBatch() || isClosing()) {
                    return;
                }
                if (behind) {
                    // To be woken by each event would cost more than the event.
                    closing.await(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
                } else {
                    Signal next = signals.poll(left, TimeUnit.NANOSECONDS);
                    if (next != null) {
                        batch.add(next);
                    }
                }
            }
        }

        private static boolean isBehind(List<Signal> batch) {
            Instant live = Instant.now().minus(BEHIND);
            for (Signal signal : batch) {
                if (signal instanceof Event first) {
                    return first.recordedAt().isBefore(live);
                }
            }
            return false;
        }

        @Override
        public void onEvent(@Nullable Subscription subscription, ResolvedEvent resolved) {
            RecordedEvent event = resolved.getEvent();
            try {
                put(
                        consumer.concerns(OrderStreams.orderIdOf(event.getStreamId()))
                                ? new Received(log.decode(event), event.getCreated())
                                : new Passed(event.getPosition().getCommitUnsigned(), event.getCreated()));
            } catch (UnreadableEventException unreadable) {
                end(unreadable);
            } catch (RuntimeException | Error unfit) {
                end(new IllegalStateException("an event could not be taken: " + unfit, unfit));
            }
        }

        CompletableFuture<Void> checkpoint(Subscription subscription, com.eventstore.dbclient.Position position) {
            put(new Checkpoint(position.getCommitUnsigned()));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onCancelled(@Nullable Subscription subscription, @Nullable Throwable reason) {
            put(new Ended(new EventLogException(reason)));
        }

        /** What would come after must not be handed in. */
        private void end(RuntimeException reason) {
            put(new Ended(reason));
            closed = true;
        }

        /** Lets a worker that waits here see that it is to stop; one that works will see it anyway. */
        void wake() {
            signals.offer(new Checkpoint(-1));
        }

        private void put(Signal signal) {
            try {
                while (!closed && !signals.offer(signal, 100, TimeUnit.MILLISECONDS)) {
                    // Looks again whether anybody still takes from here.
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void close() {
            closed = true;
            signals.clear();
        }
    }
}
