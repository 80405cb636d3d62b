package io.orderstream.projector.relay;

import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.projector.subscription.EventLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The live relay under one lease. It writes a domain event for each stored event that does not stay inside, and the new
 * state of each order that had one, exactly once for whoever reads committed records: the records of a batch and the
 * checkpoint are one Kafka transaction, and a start first fences whoever wrote before, which ends their transaction, and
 * then reads the checkpoint that was committed last.
 */
final class RelaySession implements EventConsumer {

    private final KafkaAccess kafka;
    private final RelayProperties properties;
    private final RelayMetrics metrics;
    private final RelayedOrders orders;
    private final RelayRecords records = new RelayRecords();
    private @Nullable RelayTransactions transactions;
    private Partitions partitions = Partitions.UNKNOWN;
    private long events;

    RelaySession(EventLog log, KafkaAccess kafka, RelayProperties properties, RelayMetrics metrics) {
        this.kafka = kafka;
        this.properties = properties;
        this.metrics = metrics;
        this.orders = new RelayedOrders(log, properties.cachedOrders());
    }

    @Override
    public String name() {
        return OrderRelay.NAME;
    }

    @Override
    public long start() {
        orders.forget();
        try (Admin admin = kafka.admin()) {
            partitions = new RelayTopics(admin, properties).prepare();
        }
        transactions = kafka.transactions(properties.transactionalId(), metrics);
        RelayCheckpoint checkpoint = lastCheckpoint();
        events = checkpoint.events();
        return checkpoint.position();
    }

    private RelayCheckpoint lastCheckpoint() {
        try (Consumer<String, byte[]> consumer = kafka.consumer(properties.transactionalId())) {
            CommittedReads reads = new CommittedReads(consumer, properties.timeout());
            RelayCheckpoint checkpoint = RelayCheckpoint.of(reads.last(RelayCheckpoint.PARTITION));
            new Continuity(reads, properties).check(checkpoint, partitions);
            return checkpoint;
        } catch (KafkaException failed) {
            throw new RelayException("the checkpoint cannot be read", failed);
        }
    }

    @Override
    public void accept(EventBatch batch) {
        List<StoredEvent> stored = batch.events();
        long after = events + batch.count();
        if (!stored.isEmpty()) {
            Objects.requireNonNull(transactions, "started").commit(stored.size(), producer -> {
                relay(stored, producer);
                producer.send(new RelayCheckpoint(batch.position(), after, partitions).record());
            });
        }
        events = after;
    }

    private void relay(List<StoredEvent> stored, Producer<String, byte[]> producer) {
        Map<String, Changed> changed = new LinkedHashMap<>();
        for (StoredEvent event : stored) {
            RelayedOrder order = orders.after(event);
            OrderDomainEvent told = order.told();
            if (told != null) {
                producer.send(records.event(DomainEventTypes.EVENTS_TOPIC, event, order, told));
                changed.put(event.orderId(), new Changed(event, order));
            }
        }
        for (Changed last : changed.values()) {
            producer.send(records.state(DomainEventTypes.STATE_TOPIC, last.by(), last.order()));
        }
    }

    /** An order after the last event of a batch that others are told of. */
    private record Changed(StoredEvent by, RelayedOrder order) {}

    @Override
    public long events() {
        return events;
    }

    @Override
    public void stop() {
        if (transactions != null) {
            transactions.close();
            transactions = null;
        }
    }
}
