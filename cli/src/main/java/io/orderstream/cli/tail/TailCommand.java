package io.orderstream.cli.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.cli.topic.EventsTopic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prints domain events, one a line, as CloudEvents in their JSON form, until it is interrupted or has printed enough. */
@Command(
        name = "tail",
        description = "Prints domain events as they come, one CloudEvent in JSON a line.",
        mixinStandardHelpOptions = true)
public final class TailCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final String ATTRIBUTE = "ce_";

    @Option(names = "--from-beginning", description = "Begin with the first event there is, not with the next.")
    private boolean fromBeginning;

    @Option(names = "--order", paramLabel = "ID", description = "Only events of this order.")
    private @Nullable String orderId;

    @Option(names = "--limit", paramLabel = "N", description = "End after N events.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:ORDERSTREAM_KAFKA:-localhost:${env:ORDERSTREAM_KAFKA_PORT:-9092}}",
            description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}, or ORDERSTREAM_KAFKA).")
    private String kafka = "localhost:9092";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (KafkaConsumer<String, byte[]> consumer = EventsTopic.open(kafka, PATIENCE)) {
            if (!fromBeginning) {
                consumer.seekToEnd(consumer.assignment());
            }
            print(consumer, spec.commandLine().getOut());
            return 0;
        } catch (KafkaException failed) {
            spec.commandLine().getErr().println(failed.getMessage());
            return 1;
        }
    }

    private void print(KafkaConsumer<String, byte[]> consumer, PrintWriter out) {
        long printed = 0;
        while (printed < limit && !out.checkError()) {
            for (ConsumerRecord<String, byte[]> event : consumer.poll(POLL)) {
                if (printed < limit && (orderId == null || orderId.equals(event.key()))) {
                    out.println(line(event));
                    printed++;
                }
            }
            out.flush();
        }
    }

    /** The event in CloudEvents' JSON form: attributes from the headers, and the data as it is. */
    static String line(ConsumerRecord<String, byte[]> event) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        for (Header header : event.headers()) {
            if (header.key().startsWith(ATTRIBUTE)) {
                json.put(header.key().substring(ATTRIBUTE.length()), new String(header.value(), UTF_8));
            }
        }
        try {
            json.set("data", JsonMapper.shared().readTree(event.value()));
        } catch (JacksonException notJson) {
            json.put("data_base64", event.value());
        }
        return json.toString();
    }
}
