package io.orderstream.projector.relay;

import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.projector.subscription.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes history into another topic as the live relay would have: each domain event once, in order per order, with its
 * own sequence. How far it came is committed with the events, as the offset of a consumer group of the replay's own, so
 * a replay that broke off goes on where it ended.
 */
final class Replay implements EventConsumer {

    private final String topic;
    private final @Nullable Instant from;
    private final long toPosition;
    private final KafkaAccess kafka;
    private final RelayProperties properties;
    private final RelayMetrics metrics;
    private final RelayedOrders orders;
    private final RelayRecords records = new RelayRecords();
    private final AtomicLong published = new AtomicLong();
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable RelayTransactions transactions;
    private @Nullable ConsumerGroupMetadata group;

    Replay(
            ReplayRequest request,
            long toPosition,
            EventLog log,
            KafkaAccess kafka,
            RelayProperties properties,
            RelayMetrics metrics) {
        this.topic = Objects.requireNonNull(request.topic(), "topic");
        this.from = request.from();
        this.toPosition = toPosition;
        this.kafka = kafka;
        this.properties = properties;
        this.metrics = metrics;
        this.orders = new RelayedOrders(log, properties.cachedOrders());
    }

    @Override
    public String name() {
        return "replay-" + topic;
    }

    /** Domain events that this run published. */
    long published() {
        return published.get();
    }

    /** Opened when all of it is published. */
    CountDownLatch done() {
        return done;
    }

    /**
     * The log position up to which everything is in the topic; -1 if nothing is.
     *
     * @throws ReplayRefusedException if the topic holds something that no replay put there
     */
    static long reached(String topic, KafkaAccess kafka, Duration timeout) {
        try (Consumer<String, byte[]> consumer = kafka.consumer(group(topic))) {
            return reached(topic, consumer, timeout);
        }
    }

    private static long reached(String topic, Consumer<String, byte[]> consumer, Duration timeout) {
        TopicPartition first = new TopicPartition(topic, 0);
        OffsetAndMetadata committed = consumer.committed(Set.of(first), timeout).get(first);
        if (committed != null) {
            return committed.offset();
        }
        if (new CommittedReads(consumer, timeout).everHeld(topic)) {
            throw new ReplayRefusedException(
                    topic + " holds records that no replay wrote; name a topic that is empty or does not exist");
        }
        return -1;
    }

    private static String group(String topic) {
        return "orderstream-replay-" + topic;
    }

    @Override
    public long start() {
        orders.forget();
        transactions = kafka.transactions(properties.transactionalId() + "-replay-" + topic, metrics);
        long reached;
        try (Consumer<String, byte[]> consumer = kafka.consumer(group(topic))) {
            group = consumer.groupMetadata();
            reached = reached(topic, consumer, properties.timeout());
        }
        if (reached >= toPosition) {
            done.countDown();
        }
        return reached;
    }

    @Override
    public void accept(EventBatch batch) {
        List<StoredEvent> wanted = batch.events().stream()
                .filter(event -> event.position() <= toPosition)
                .toList();
        if (!wanted.isEmpty()) {
            long[] told = new long[1];
            Objects.requireNonNull(transactions, "started").commit(wanted.size(), producer -> {
                told[0] = publish(wanted, producer);
                producer.sendOffsetsToTransaction(
                        Map.of(
                                new TopicPartition(topic, 0),
                                new OffsetAndMetadata(wanted.getLast().position())),
                        Objects.requireNonNull(group, "started"));
            });
            published.addAndGet(told[0]);
        }
        if (batch.position() >= toPosition) {
            done.countDown();
        }
    }

    private long publish(List<StoredEvent> events, Producer<String, byte[]> producer) {
        long told = 0;
        for (StoredEvent event : events) {
            RelayedOrder order = orders.after(event);
            OrderDomainEvent tells = order.told();
            if (tells != null && (from == null || !event.metadata().occurredAt().isBefore(from))) {
                producer.send(records.event(topic, event, order, tells));
                told++;
            }
        }
        return told;
    }

    @Override
    public void stop() {
        if (transactions != null) {
            transactions.close();
            transactions = null;
        }
    }
}
