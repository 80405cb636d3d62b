package io.orderstream.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIntegrationTests {

    private static final String TOPIC = "letters";

    @TempDir
    private Path directory;

    @Test
    void aReadCommittedConsumerSeesCommittedTransactionsOnlyAndStillDoesAfterARestart() throws Exception {
        try (var kafka = LocalKafka.start(directory, 0)) {
            createTopic(kafka);
            try (var producer = transactionalProducer(kafka)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", "committed"));
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", "aborted"));
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", "committed later"));
                producer.commitTransaction();
            }
            assertThat(readCommitted(kafka, 2)).containsExactly("committed", "committed later");
        }

        try (var kafka = LocalKafka.start(directory, 0)) {
            assertThat(readCommitted(kafka, 2)).containsExactly("committed", "committed later");
        }
    }

    @Test
    void aTakenPortIsNamedAndNothingIsLeftBehind() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> LocalKafka.start(directory, taken.getLocalPort()))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static void createTopic(LocalKafka kafka) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<String, String> transactionalProducer(LocalKafka kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> readCommitted(LocalKafka kafka, int expected) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "reader-" + Instant.now(),
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            var seen = new ArrayList<String>();
            var deadline = Instant.now().plusSeconds(20);
            while (seen.size() < expected && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
                    seen.add(found.value());
                }
            }
            return seen;
        }
    }
}
