package io.orderstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.events.Money;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.local.kafka.LocalKafka;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicReaderIntegrationTests {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String PLACED = "io.orderstream.order.placed.v1";
    private static final String CONFIRMED = "io.orderstream.order.confirmed.v1";
    private static final String EVENT = """
            {"order":{"lifecycle":"CONFIRMED","totals":{
              "grand":{"amount":"7.00","currency":"EUR"},"captured":{"amount":"5.00","currency":"EUR"},
              "refunded":{"amount":"1.00","currency":"EUR"},"balance":{"amount":"3.00","currency":"EUR"}}}}""";
    private static final Standing STANDING =
            new Standing("CONFIRMED", euros("7.00"), euros("5.00"), euros("1.00"), euros("3.00"));

    @TempDir
    private Path folder;

    @Test
    void committed_events_of_all_partitions_are_read_and_others_are_not() throws Exception {
        var orders = LongStream.range(0, 20)
                .mapToObj(TopicReaderIntegrationTests::order)
                .toList();
        var comparison = new TopicComparison(orders);
        try (var kafka = LocalKafka.start(folder, 0)) {
            createTopic(kafka);
            try (var relay = relay(kafka)) {
                relay.initTransactions();
                relay.beginTransaction();
                orders.forEach(order -> relay.send(event(order, PLACED, 1)));
                relay.commitTransaction();
                relay.beginTransaction();
                orders.forEach(order -> relay.send(event(order, CONFIRMED, 2)));
                relay.flush();
                relay.abortTransaction();
                relay.beginTransaction();
                orders.forEach(order -> relay.send(event(order, CONFIRMED, 2)));
                relay.commitTransaction();
            }

            read(kafka.bootstrapServers(), comparison);
        }

        comparison.end();
        assertThat(comparison.differences().lines()).isEmpty();
        assertThat(comparison.events()).isEqualTo(40);
    }

    @Test
    void reading_ends_when_no_more_comes_although_events_are_missing() throws Exception {
        var comparison = new TopicComparison(List.of(order(1)));
        try (var kafka = LocalKafka.start(folder, 0)) {
            createTopic(kafka);

            read(kafka.bootstrapServers(), comparison);
        }

        assertThat(comparison.isComplete()).isFalse();
    }

    @Test
    void a_missing_topic_is_named() {
        try (var kafka = LocalKafka.start(folder, 0)) {
            assertThatThrownBy(() -> read(kafka.bootstrapServers(), new TopicComparison(List.of(order(1)))))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining(DomainEventTypes.EVENTS_TOPIC);
        }
    }

    private static void read(String bootstrapServers, TopicComparison comparison) {
        try (var progress = new PlainProgress(new PrintWriter(Writer.nullWriter()), "Events", 1)) {
            new TopicReader(bootstrapServers, SHORT).read(comparison, progress);
        }
    }

    private static SentOrder order(long key) {
        return new SentOrder(new UUID(0, key), key, LocalDate.EPOCH, STANDING, List.of(PLACED, CONFIRMED));
    }

    private static ProducerRecord<String, byte[]> event(SentOrder order, String type, long sequence) {
        var event = new ProducerRecord<>(
                DomainEventTypes.EVENTS_TOPIC, order.orderId().toString(), EVENT.getBytes(UTF_8));
        event.headers().add("ce_type", type.getBytes(UTF_8));
        event.headers().add("ce_sequence", Long.toString(sequence).getBytes(UTF_8));
        return event;
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    private static void createTopic(LocalKafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(DomainEventTypes.EVENTS_TOPIC, 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, byte[]> relay(LocalKafka kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "relay"),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
