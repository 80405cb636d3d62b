package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The approved samples of the contract are what the relay writes, as CloudEvents in their JSON form. With
 * {@code -Dcontract.approve} they become that.
 */
class DomainEventSampleTests {

    private static final Path SAMPLES =
            Path.of("..", "shared-events", "src", "main", "resources", "contract", "samples");
    private static final List<List<StoredEvent>> HISTORIES =
            List.of(History.ofOneImported(), History.ofOneCancelled(), History.ofOneDelivered());
    private static final boolean APPROVE = System.getProperty("contract.approve") != null;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Stream<Map.Entry<String, ObjectNode>> written() {
        return records().entrySet().stream();
    }

    @Test
    void the_history_has_every_stored_event_and_every_domain_event() {
        assertThat(HISTORIES.stream()
                        .flatMap(List::stream)
                        .<Class<?>>map(stored -> stored.event().getClass())
                        .distinct())
                .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
        List<String> names = new ArrayList<>(DomainEventTypes.names().values());
        names.add("state");
        assertThat(records().keySet().stream().map(name -> name.replace(".v1", "")))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @MethodSource("written")
    void the_relay_writes_a_domain_event_as_its_approved_sample(Map.Entry<String, ObjectNode> written)
            throws IOException {
        Path file = SAMPLES.resolve(written.getKey() + ".json");
        if (APPROVE) {
            Files.writeString(file, JSON.writeValueAsString(written.getValue()) + "\n");
        }

        assertThat(JSON.readTree(Files.readString(file))).isEqualTo(written.getValue());
    }

    @Test
    void nothing_personal_leaves() {
        Map<String, String> json = new LinkedHashMap<>();
        records().forEach((name, record) -> json.put(name, record.toString()));

        assertThat(json).allSatisfy((name, text) -> assertThat(text).doesNotContain(History.PERSONAL));
    }

    /** The first record of each type, and the last state. */
    private static Map<String, ObjectNode> records() {
        RelayRecords records = new RelayRecords();
        Map<String, ObjectNode> written = new LinkedHashMap<>();
        for (List<StoredEvent> history : HISTORIES) {
            RelayedOrder order = RelayedOrder.NOTHING;
            for (StoredEvent stored : history) {
                order = order.after(stored);
                OrderDomainEvent told = order.told();
                if (told != null) {
                    written.putIfAbsent(
                            DomainEventTypes.names().get(told.getClass()) + ".v1",
                            json(records.event(DomainEventTypes.EVENTS_TOPIC, stored, order, told)));
                    written.put("state.v1", json(records.state(DomainEventTypes.STATE_TOPIC, stored, order)));
                }
            }
        }
        return written;
    }

    private static ObjectNode json(ProducerRecord<String, byte[]> record) {
        ObjectNode json = JSON.createObjectNode();
        for (Header header : record.headers()) {
            String value = new String(header.value(), StandardCharsets.UTF_8);
            if (header.key().startsWith("ce_")) {
                json.put(header.key().substring("ce_".length()), value);
            } else if (header.key().equals("content-type")) {
                json.put("datacontenttype", value);
            }
        }
        JsonNode data = JSON.readTree(record.value());
        json.set("data", data);
        return json;
    }
}
