package io.orderstream.projector.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.projector.subscription.CatchUpSubscription;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.projector.subscription.SubscriptionProperties;
import io.orderstream.projector.subscription.SubscriptionState;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The replay of this process: one at a time, beside the live relay and without touching it. Thread-safe. */
@Component
final class Replays implements AutoCloseable {

    private static final Set<String> LIVE =
            Set.of(DomainEventTypes.EVENTS_TOPIC, DomainEventTypes.STATE_TOPIC, RelayTopics.CHECKPOINTS);

    private final EventLog log;
    private final KafkaAccess kafka;
    private final RelayProperties properties;
    private final SubscriptionProperties subscriptions;
    private final RelayMetrics metrics;
    private @Nullable Run run;

    Replays(
            EventLog log,
            KafkaAccess kafka,
            RelayProperties properties,
            SubscriptionProperties subscriptions,
            MeterRegistry registry) {
        this.log = log;
        this.kafka = kafka;
        this.properties = properties;
        this.subscriptions = subscriptions;
        this.metrics = new RelayMetrics(registry, "replay");
    }

    /** A replay, and what feeds it. */
    private record Run(
            Replay replay,
            CatchUpSubscription subscription,
            String topic,
            long toPosition,
            Instant startedAt,
            @Nullable Instant endedAt) {

        boolean isUnderWay() {
            return endedAt == null && subscription.status().state() != SubscriptionState.FAILED;
        }

        Run ended(Instant at) {
            return new Run(replay, subscription, topic, toPosition, startedAt, at);
        }
    }

    /**
     * Begins a replay, or goes on with one that broke off.
     *
     * @throws ReplayRefusedException if it would write where it must not, or another one runs
     * @throws RelayException if Kafka does not answer, or the topic is unfit
     */
    synchronized ReplayStatus begin(ReplayRequest request) {
        if (run != null && run.isUnderWay()) {
            throw new ReplayRefusedException("a replay into " + run.topic() + " is running; one runs at a time");
        }
        String topic = nameOf(request);
        long head = log.head();
        long toPosition = request.toPosition() == null ? head : Math.min(head, request.toPosition());
        try (Admin admin = kafka.admin()) {
            new RelayTopics(admin, properties).prepare(topic);
            Replay.reached(topic, kafka, properties.timeout());
        } catch (KafkaException failed) {
            throw new RelayException(topic + " cannot be looked at", failed);
        }
        Replay replay = new Replay(request, toPosition, log, kafka, properties, metrics);
        CatchUpSubscription subscription = new CatchUpSubscription(log, replay, subscriptions, () -> {});
        run = new Run(replay, subscription, topic, toPosition, Instant.now(), null);
        subscription.start();
        Thread.ofVirtual().name("replay-end").start(() -> endWhenDone(replay));
        return status();
    }

    private static String nameOf(ReplayRequest request) {
        String topic = request.topic();
        if (topic == null || topic.isBlank()) {
            throw new ReplayRefusedException("a replay needs a topic");
        }
        try {
            Topic.validate(topic);
        } catch (InvalidTopicException illegal) {
            throw new ReplayRefusedException(illegal.getMessage());
        }
        if (LIVE.contains(topic) || topic.startsWith("__")) {
            throw new ReplayRefusedException(topic + " is not for replays; name another topic");
        }
        return topic;
    }

    private void endWhenDone(Replay replay) {
        try {
            while (isUnderWay(replay) && !replay.done().await(1, TimeUnit.SECONDS)) {
                // Looks again whether it was stopped, or failed.
            }
            end(replay);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isUnderWay(Replay replay) {
        return run != null && run.replay() == replay && run.isUnderWay();
    }

    private synchronized void end(Replay replay) {
        if (run != null && run.replay() == replay && run.endedAt() == null) {
            run.subscription().close();
            run = run.ended(Instant.now());
        }
    }

    /** How the running or the last replay is getting on; null if there was none. */
    synchronized @Nullable ReplayStatus current() {
        return run == null ? null : status();
    }

    private ReplayStatus status() {
        Run current = Objects.requireNonNull(run, "begun");
        boolean done = current.replay().done().getCount() == 0;
        ReplayStatus.State state = current.isUnderWay()
                ? ReplayStatus.State.RUNNING
                : done ? ReplayStatus.State.DONE : ReplayStatus.State.STOPPED;
        return new ReplayStatus(
                current.topic(),
                state,
                Math.min(current.subscription().status().position(), current.toPosition()),
                current.toPosition(),
                current.replay().published(),
                current.startedAt(),
                current.endedAt(),
                current.subscription().status().problem());
    }

    /** Stops the running replay after the batch under way; the same request goes on there. */
    @Override
    public void close() {
        Run current = snapshot();
        if (current != null) {
            end(current.replay());
        }
    }

    private synchronized @Nullable Run snapshot() {
        return run;
    }
}
