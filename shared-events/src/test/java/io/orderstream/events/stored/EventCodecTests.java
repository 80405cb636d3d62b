package io.orderstream.events.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTests {

    private static final EventType CONFIRMED_V3 = new EventType("order-confirmed", OrderConfirmed.class, 3);

    /** A made-up history of {@code order-confirmed}: v1 had the context flat, v2 called the number {@code no}. */
    private static final List<Upcaster> MADE_UP_STEPS = List.of(
            new Upcaster("order-confirmed", 1, flat -> {
                ObjectNode nested = flat.objectNode();
                nested.set("order", flat);
                return nested;
            }),
            new Upcaster("order-confirmed", 2, payload -> {
                ObjectNode order = (ObjectNode) payload.get("order");
                order.set("number", order.remove("no"));
                return payload;
            }));

    private final EventCodec codec = new EventCodec();

    static List<OrderEvent> events() {
        return Samples.ALL;
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_was_written_reads_back_equal(OrderEvent event) {
        EventMetadata metadata = Samples.metadata(codec.schemaVersion(event));

        EncodedEvent written = codec.encode(event, metadata);

        assertThat(codec.decode("o1", 4, 77, written.type(), written.data(), written.metadata()))
                .isEqualTo(new StoredEvent("o1", 4, 77, metadata, event));
    }

    @Test
    void an_old_version_is_read_through_every_step_after_it() {
        EventCodec later = new EventCodec(List.of(CONFIRMED_V3), MADE_UP_STEPS);
        byte[] v1 = json("{'no':'N-1','channel':'web','currency':'EUR','placedAt':'2026-03-01T09:30:00Z'}");

        OrderEvent read =
                later.decode("o1", 0, 0, "order-confirmed", v1, metadata(1)).event();

        assertThat(read.order().number()).isEqualTo("N-1");
    }

    @Test
    void a_version_in_the_middle_is_read_through_the_steps_left() {
        EventCodec later = new EventCodec(List.of(CONFIRMED_V3), MADE_UP_STEPS);
        byte[] v2 = json("{'order':{'no':'N-2','channel':'web','currency':'EUR','placedAt':'2026-03-01T09:30:00Z'}}");

        OrderEvent read =
                later.decode("o1", 0, 0, "order-confirmed", v2, metadata(2)).event();

        assertThat(read.order().number()).isEqualTo("N-2");
    }

    @Test
    void a_type_with_a_missing_step_is_refused_at_start() {
        assertThatThrownBy(() -> new EventCodec(List.of(CONFIRMED_V3), MADE_UP_STEPS.subList(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void an_unknown_type_is_an_error() {
        assertThatThrownBy(() -> codec.decode("o1", 3, 0, "order-teleported", json("{}"), metadata(1)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("order-teleported")
                .hasMessageContaining("revision 3 of order o1");
    }

    @Test
    void a_version_from_the_future_is_an_error() {
        assertThatThrownBy(() -> codec.decode("o1", 0, 0, "order-confirmed", json("{}"), metadata(2)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("version 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'order':",
                "{'order':null}",
                "{'order':{'number':'N','channel':'web','currency':'EUR','placedAt':'2026-03-01T09:30:00Z'},'more':1}"
            })
    void a_payload_that_does_not_fit_its_schema_is_an_error(String payload) {
        assertThatThrownBy(() -> codec.decode("o1", 0, 0, "order-confirmed", json(payload), metadata(1)))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void metadata_may_hold_what_the_stores_client_adds() {
        byte[] extended = new String(metadata(1), StandardCharsets.UTF_8)
                .replace("\"schemaVersion\"", "\"$traceId\":\"0\",\"schemaVersion\"")
                .getBytes(StandardCharsets.UTF_8);
        byte[] confirmed = codec.encode(Samples.CONFIRMED, Samples.METADATA).data();

        assertThat(codec.decode("o1", 0, 0, "order-confirmed", confirmed, extended)
                        .event())
                .isEqualTo(Samples.CONFIRMED);
    }

    @Test
    void metadata_that_names_another_version_than_is_written_is_refused() {
        EventCodec later = new EventCodec(List.of(CONFIRMED_V3), MADE_UP_STEPS);

        assertThatThrownBy(() -> later.encode(Samples.CONFIRMED, Samples.METADATA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] metadata(int schemaVersion) {
        return json("{'commandId':'0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11','requestHash':'h','$correlationId':'c',"
                + "'$causationId':'c','actor':{'type':'SYSTEM','id':'test'},'schemaVersion':" + schemaVersion
                + ",'occurredAt':'2026-03-01T09:30:00Z'}");
    }

    private static byte[] json(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
