package io.orderstream.cli.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.local.kafka.LocalKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TailCommandIntegrationTests {

    @Test
    void events_of_one_order_are_printed_a_line_each_with_their_attributes(@TempDir Path folder) throws Exception {
        try (LocalKafka kafka = LocalKafka.start(folder, 0)) {
            send(kafka, event("o1", "1"), event("o2", "1"), event("o1", "2"));

            List<String> lines = tail(kafka, "--order=o1", "--limit=2");

            assertThat(lines)
                    .containsExactly(
                            "{\"type\":\"placed\",\"sequence\":\"1\",\"data\":{\"n\":1}}",
                            "{\"type\":\"placed\",\"sequence\":\"2\",\"data\":{\"n\":2}}");
        }
    }

    @Test
    void what_was_there_before_is_not_printed_unless_that_is_asked_for(@TempDir Path folder) throws Exception {
        try (LocalKafka kafka = LocalKafka.start(folder, 0)) {
            send(kafka, event("o1", "1"));
            AtomicInteger sequence = new AtomicInteger(1);

            CompletableFuture<List<String>> printed =
                    CompletableFuture.supplyAsync(() -> run("--kafka=" + kafka.bootstrapServers(), "--limit=1"));
            await().until(() -> {
                send(kafka, event("o1", Integer.toString(sequence.incrementAndGet())));
                return printed.isDone();
            });

            assertThat(printed.join()).singleElement().asString().doesNotContain("\"sequence\":\"1\"");
        }
    }

    private static List<String> tail(LocalKafka kafka, String... options) {
        return run(
                Stream.concat(Stream.of("--from-beginning", "--kafka=" + kafka.bootstrapServers()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static List<String> run(String... options) {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new TailCommand()).setOut(new PrintWriter(out));
        assertThat(command.execute(options)).isZero();
        return out.toString().lines().toList();
    }

    private static ProducerRecord<String, byte[]> event(String orderId, String sequence) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(
                DomainEventTypes.EVENTS_TOPIC, orderId, ("{\"n\":" + sequence + "}").getBytes(UTF_8));
        event.headers().add("ce_type", "placed".getBytes(UTF_8)).add("ce_sequence", sequence.getBytes(UTF_8));
        return event;
    }

    @SafeVarargs
    private static void send(LocalKafka kafka, ProducerRecord<String, byte[]>... events) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            if (admin.listTopics().names().get().isEmpty()) {
                admin.createTopics(Set.of(new NewTopic(DomainEventTypes.EVENTS_TOPIC, 3, (short) 1)))
                        .all()
                        .get();
            }
            for (ProducerRecord<String, byte[]> event : events) {
                producer.send(event).get();
            }
        }
    }
}
