package io.orderstream.projector.relay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.orderstream.events.domain.DomainEventCodec;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.projector.subscription.EventLog;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes a domain event for each stored event that does not stay inside, exactly once for whoever reads committed records: the records of a batch
 * and the checkpoint are one Kafka transaction, and a start first fences whoever wrote before, which ends their
 * transaction, and then reads the checkpoint that was committed last.
 *
 * <p>What a domain event says of its order comes from folding the order's events, which are read again from the log
 * when the order is not in memory.
 */
@Component
final class OrderRelay implements EventConsumer {

    private static final URI SOURCE = URI.create("urn:orderstream:orders");

    private final DomainEventCodec codec = new DomainEventCodec();
    private final EventLog log;
    private final RelayProperties properties;
    private final Map<String, Object> producerSettings;
    private final Map<String, Object> consumerSettings;
    private final Map<String, Object> adminSettings;
    private final Cache<String, RelayedOrder> orders;
    private @Nullable Producer<String, byte[]> producer;

    OrderRelay(
            EventLog log,
            RelayProperties properties,
            ProducerFactory<?, ?> producers,
            ConsumerFactory<?, ?> consumers,
            KafkaAdmin admin) {
        this.log = log;
        this.properties = properties;
        this.producerSettings = producerSettings(producers.getConfigurationProperties(), properties);
        this.consumerSettings = consumerSettings(consumers.getConfigurationProperties());
        this.adminSettings = admin.getConfigurationProperties();
        this.orders =
                Caffeine.newBuilder().maximumSize(properties.cachedOrders()).build();
    }

    private static Map<String, Object> producerSettings(Map<String, Object> given, RelayProperties properties) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, properties.transactionalId());
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.timeout().toMillis());
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        return settings;
    }

    private static Map<String, Object> consumerSettings(Map<String, Object> given) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public long start() {
        orders.invalidateAll();
        try (Admin admin = Admin.create(adminSettings)) {
            RelayTopics.create(admin, properties);
        }
        Producer<String, byte[]> fencing = new KafkaProducer<>(producerSettings);
        producer = fencing;
        try (Consumer<String, byte[]> consumer = new KafkaConsumer<>(consumerSettings)) {
            fencing.initTransactions();
            return RelayCheckpoint.last(consumer, properties.timeout());
        } catch (KafkaException failed) {
            stop();
            throw new RelayException("the checkpoint cannot be read", failed);
        }
    }

    @Override
    public void accept(EventBatch batch) {
        List<StoredEvent> events = batch.events();
        if (events.isEmpty()) {
            return;
        }
        Producer<String, byte[]> open = Objects.requireNonNull(producer, "started");
        try {
            open.beginTransaction();
            for (StoredEvent event : events) {
                ProducerRecord<String, byte[]> record = record(event);
                if (record != null) {
                    open.send(record);
                }
            }
            open.send(RelayCheckpoint.record(batch.position()));
            open.commitTransaction();
        } catch (KafkaException failed) {
            throw new RelayException("a batch of " + events.size() + " events was not committed", failed);
        }
    }

    private @Nullable ProducerRecord<String, byte[]> record(StoredEvent event) {
        RelayedOrder after = before(event).after(event);
        orders.put(event.orderId(), after);
        OrderDomainEvent told = after.told();
        return told == null
                ? null
                : KafkaMessageFactory.<String>createWriter(DomainEventTypes.EVENTS_TOPIC, event.orderId())
                        .writeBinary(cloudEvent(event, after.sequence(), told));
    }

    private RelayedOrder before(StoredEvent event) {
        if (event.revision() == 0) {
            return RelayedOrder.NOTHING;
        }
        RelayedOrder known = orders.getIfPresent(event.orderId());
        if (known != null) {
            return known;
        }
        RelayedOrder folded = RelayedOrder.NOTHING;
        for (StoredEvent earlier : log.read(event.orderId(), event.revision() - 1)) {
            folded = folded.after(earlier);
        }
        return folded;
    }

    private CloudEvent cloudEvent(StoredEvent event, long sequence, OrderDomainEvent told) {
        String type = DomainEventTypes.typeOf(told.getClass());
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.orderId() + "/" + event.revision())
                .withSource(SOURCE)
                .withType(type)
                .withSubject(event.orderId())
                .withTime(event.metadata().occurredAt().atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create("urn:orderstream:schema:" + type))
                .withDataContentType("application/json")
                .withData(codec.encode(told))
                .withExtension(DomainEventTypes.SEQUENCE, Long.toString(sequence))
                .withExtension(DomainEventTypes.STREAM_REVISION, Long.toString(event.revision()));
        String traceparent = event.metadata().traceparent();
        return (traceparent == null ? builder : builder.withExtension("traceparent", traceparent)).build();
    }

    @Override
    public void stop() {
        if (producer != null) {
            producer.close(properties.timeout());
            producer = null;
        }
    }
}
