package io.orderstream.projector.relay;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/** Opens what a relay talks to Kafka with, as the deployment set it up. Whoever opens something closes it. */
@Component
final class KafkaAccess {

    private final RelayProperties properties;
    private final RelayProducers producers;
    private final Map<String, Object> producerSettings;
    private final Map<String, Object> consumerSettings;
    private final Map<String, Object> adminSettings;

    /**
     * Looks at the settings.
     *
     * @throws RelayException if those for producers are too weak
     */
    KafkaAccess(
            RelayProperties properties,
            RelayProducers producers,
            ProducerFactory<?, ?> producerFactory,
            ConsumerFactory<?, ?> consumerFactory,
            KafkaAdmin admin) {
        this.properties = properties;
        this.producers = producers;
        this.producerSettings = ProducerSettings.of(producerFactory.getConfigurationProperties(), properties);
        this.consumerSettings = consumerSettings(consumerFactory.getConfigurationProperties());
        this.adminSettings = adminSettings(admin.getConfigurationProperties(), properties);
    }

    /** A client that is closed waits for calls under way, so these must end when nobody waits for them any more. */
    private static Map<String, Object> adminSettings(Map<String, Object> given, RelayProperties properties) {
        Map<String, Object> settings = new HashMap<>(given);
        int timeout = Math.toIntExact(properties.timeout().toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        return settings;
    }

    private static Map<String, Object> consumerSettings(Map<String, Object> given) {
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    Admin admin() {
        return Admin.create(adminSettings);
    }

    /** A consumer of committed records. */
    Consumer<String, byte[]> consumer(String group) {
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        return new KafkaConsumer<>(settings);
    }

    /** Transactions under an id, which whoever used it before is fenced from. */
    RelayTransactions transactions(String transactionalId, RelayMetrics metrics) {
        Map<String, Object> settings = new HashMap<>(producerSettings);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return RelayTransactions.open(producers, settings, metrics, properties.timeout());
    }
}
