package io.orderstream.projector.relay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.util.unit.DataSize;

/** Writes what a relay wrote once more, with the relay's settings and nothing else to do, and says how fast. */
final class ProducerRun {

    private static final int BATCH = 1_000;

    private ProducerRun() {}

    /** Arguments: bootstrap servers, a name, whether in transactions, the file for the result, the broker's process id. */
    public static void main(String[] arguments) throws Exception {
        String servers = arguments[0];
        boolean inTransactions = Boolean.parseBoolean(arguments[2]);
        List<ProducerRecord<String, byte[]>> events = read(servers, "orders.events.v1", arguments[1] + ".events");
        List<ProducerRecord<String, byte[]>> states = read(servers, "orders.state.v1", arguments[1] + ".state");
        create(servers, arguments[1]);
        RelayProperties properties = new RelayProperties(
                "relay", 6, (short) 1, null, DataSize.ofMegabytes(8), Duration.ofSeconds(60), 1, false);
        Map<String, Object> settings =
                new HashMap<>(ProducerSettings.of(Map.of("bootstrap.servers", servers), properties));
        if (inTransactions) {
            settings.put("transactional.id", arguments[1]);
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings)) {
            Throughput throughput = new Throughput(
                    events.size() / 5,
                    Map.of(
                            RelayReport.PUBLISHER,
                            ProcessHandle.current().pid(),
                            RelayReport.BROKER,
                            Long.valueOf(arguments[4])));
            run(producer, events, states, inTransactions, throughput);
            throughput.figures().write(Path.of(arguments[3]));
        }
    }

    private static void run(
            KafkaProducer<String, byte[]> producer,
            List<ProducerRecord<String, byte[]>> events,
            List<ProducerRecord<String, byte[]>> states,
            boolean inTransactions,
            Throughput throughput) {
        if (inTransactions) {
            producer.initTransactions();
        }
        for (int from = 0; from < events.size(); from += BATCH) {
            int to = Math.min(from + BATCH, events.size());
            if (inTransactions) {
                producer.beginTransaction();
            }
            events.subList(from, to).forEach(producer::send);
            states.subList(share(from, events, states), share(to, events, states))
                    .forEach(producer::send);
            if (inTransactions) {
                producer.commitTransaction();
            }
            if (to == events.size()) {
                producer.flush();
            }
            throughput.reached(to);
        }
    }

    private static int share(int of, List<?> events, List<?> states) {
        return (int) ((long) of * states.size() / events.size());
    }

    private static void create(String servers, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(Set.of(
                            new NewTopic(name + ".events", 6, (short) 1)
                                    .configs(Map.of("max.message.bytes", "8388608")),
                            new NewTopic(name + ".state", 6, (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "8388608"))))
                    .all()
                    .get();
        }
    }

    private static List<ProducerRecord<String, byte[]>> read(String servers, String from, String to) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(from).stream()
                    .map(partition -> new TopicPartition(from, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> records.add(
                                new ProducerRecord<>(to, null, record.key(), record.value(), record.headers())));
            }
        }
        return records;
    }
}
