package io.orderstream.projector.relay;

import io.micrometer.core.instrument.MeterRegistry;
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
import org.springframework.stereotype.Component;

/**
 * Writes a domain event for each stored event that does not stay inside, and the new state of each order that had one,
 * exactly once for whoever reads committed records: the records of a batch and the checkpoint are one Kafka transaction,
 * and a start first fences whoever wrote before, which ends their transaction, and then reads the checkpoint that was
 * committed last.
 */
@Component
final class OrderRelay implements EventConsumer {

    private final KafkaAccess kafka;
    private final RelayProperties properties;
    private final RelayMetrics metrics;
    private final RelayedOrders orders;
    private final RelayRecords records = new RelayRecords();
    private @Nullable RelayTransactions transactions;
    private int partitions;

    OrderRelay(EventLog log, KafkaAccess kafka, RelayProperties properties, MeterRegistry registry) {
        this.kafka = kafka;
        this.properties = properties;
        this.metrics = new RelayMetrics(registry, "live");
        this.orders = new RelayedOrders(log, properties.cachedOrders());
    }

    @Override
    public String name() {
        return "relay";
    }

    RelayFigures figures() {
        return metrics.figures();
    }

    @Override
    public long start() {
        orders.forget();
        try (Admin admin = kafka.admin()) {
            partitions = new RelayTopics(admin, properties).prepare();
        }
        transactions = kafka.transactions(properties.transactionalId(), metrics);
        RelayCheckpoint checkpoint = lastCheckpoint();
        if (checkpoint.partitions() >= 0 && checkpoint.partitions() != partitions) {
            throw new RelayException(
                    "%s had %d partitions and has %d now, so the next events of an order would stand on another partition than those before, and in no order with them. Create the topic anew with as many as before, and delete %s, so that everything is relayed again."
                            .formatted(
                                    DomainEventTypes.EVENTS_TOPIC,
                                    checkpoint.partitions(),
                                    partitions,
                                    RelayTopics.CHECKPOINTS));
        }
        return checkpoint.position();
    }

    private RelayCheckpoint lastCheckpoint() {
        try (Consumer<String, byte[]> consumer = kafka.consumer(properties.transactionalId())) {
            return RelayCheckpoint.last(consumer, properties.timeout());
        } catch (KafkaException failed) {
            throw new RelayException("the checkpoint cannot be read", failed);
        }
    }

    @Override
    public void accept(EventBatch batch) {
        List<StoredEvent> events = batch.events();
        if (!events.isEmpty()) {
            Objects.requireNonNull(transactions, "started").commit(events.size(), producer -> {
                relay(events, producer);
                producer.send(new RelayCheckpoint(batch.position(), partitions).record());
            });
        }
    }

    private void relay(List<StoredEvent> events, Producer<String, byte[]> producer) {
        Map<String, Changed> changed = new LinkedHashMap<>();
        for (StoredEvent event : events) {
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
    public void stop() {
        if (transactions != null) {
            transactions.close();
            transactions = null;
        }
    }
}
