package io.orderstream.projector.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The settings of a producer that writes each record once and in order per key; weaker ones are refused. */
final class ProducerSettings {

    private static final int MOST_IN_FLIGHT = 5;

    private ProducerSettings() {}

    /**
     * What a relay's producers are made with, except the transactional id.
     *
     * @param given what the deployment set for producers
     * @throws RelayException if some of that would lose, repeat or reorder records; it says which and what to do
     */
    static Map<String, Object> of(Map<String, Object> given, RelayProperties properties) {
        refuseWeaker(given);
        Map<String, Object> settings = new HashMap<>(given);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.timeout().toMillis());
        settings.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Math.toIntExact(properties.maxRecord().toBytes()));
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        return settings;
    }

    private static void refuseWeaker(Map<String, Object> given) {
        List<String> problems = new ArrayList<>();
        String acks = text(given, ProducerConfig.ACKS_CONFIG);
        if (acks != null && !Set.of("all", "-1").contains(acks)) {
            problems.add("acks=" + acks + " loses events when a broker does; it must be all");
        }
        if ("false".equalsIgnoreCase(text(given, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG))) {
            problems.add("enable.idempotence=false repeats events; it must be true");
        }
        String inFlight = text(given, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);
        if (inFlight != null && Integer.parseInt(inFlight) > MOST_IN_FLIGHT) {
            problems.add("max.in.flight.requests.per.connection=" + inFlight + " reorders events; it must be at most "
                    + MOST_IN_FLIGHT);
        }
        if ("0".equals(text(given, ProducerConfig.RETRIES_CONFIG))) {
            problems.add("retries=0 fails at the first hiccup; leave it unset");
        }
        String partitioner = text(given, ProducerConfig.PARTITIONER_CLASS_CONFIG);
        if (partitioner != null
                || "true".equalsIgnoreCase(text(given, ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG))) {
            problems.add("a partitioner of its own may spread an order over partitions; leave partitioner.class and"
                    + " partitioner.ignore.keys unset");
        }
        if (given.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
            problems.add("transactional.id belongs to the relay; set orderstream.relay.transactional-id instead");
        }
        if (!problems.isEmpty()) {
            throw new RelayException("These settings under spring.kafka are too weak for the relay: "
                    + String.join("; ", problems) + ".");
        }
    }

    private static @Nullable String text(Map<String, Object> settings, String key) {
        Object value = settings.get(key);
        return value == null ? null : value.toString();
    }
}
