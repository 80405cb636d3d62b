package io.orderstream.events.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the code against the approved JSON of every event version that was ever released. */
class ContractSampleTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventCodec codec = new EventCodec();

    static Stream<OrderEvent> events() {
        return Samples.ALL.stream();
    }

    /** Each version that was ever released, with each of its samples. */
    static Stream<String> releasedSamples() {
        return Baseline.all().stream()
                .flatMap(baseline -> baseline.samples().keySet().stream())
                .filter(sample -> !sample.startsWith("metadata"));
    }

    @Test
    void every_event_type_has_a_filled_sample() {
        assertThat(Samples.ALL.stream().<Class<?>>map(OrderEvent::getClass))
                .containsExactlyInAnyOrderElementsOf(OrderEventTypes.TYPES.stream()
                        .<Class<?>>map(EventType::payload)
                        .toList());
    }

    @Test
    void every_event_has_a_registered_type() {
        assertThat(OrderEventTypes.TYPES.stream().<Class<?>>map(EventType::payload))
                .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_as_its_approved_sample(OrderEvent event) {
        EncodedEvent written = Samples.encode(codec, event);
        String name = written.type() + ".v" + codec.schemaVersion(event);

        assertThat(JSON.readTree(written.data())).isEqualTo(Baseline.sample(name, written.data()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_without_what_may_be_absent_is_written_as_its_approved_sample(OrderEvent event) {
        EncodedEvent written = Samples.encode(codec, (OrderEvent) LeastFilled.of((Record) event));
        String name = written.type() + ".v" + codec.schemaVersion(event) + ".least";

        assertThat(JSON.readTree(written.data())).isEqualTo(Baseline.sample(name, written.data()));
    }

    @ParameterizedTest
    @MethodSource("releasedSamples")
    void every_released_version_is_read(String sample) {
        String type = sample.substring(0, sample.indexOf(".v"));
        List<OrderEvent> known = Stream.concat(Samples.ALL.stream(), Samples.OF_OLD_VERSIONS.stream())
                .flatMap(event -> Stream.of(event, (OrderEvent) LeastFilled.of((Record) event)))
                .toList();

        OrderEvent read = read(type, versionOf(sample), Baseline.sample(sample));

        assertThat(known).contains(read);
    }

    @ParameterizedTest
    @MethodSource("releasedSamples")
    void what_was_read_of_a_released_version_is_written_in_the_current_one_and_reads_back_equal(String sample) {
        String type = sample.substring(0, sample.indexOf(".v"));
        OrderEvent read = read(type, versionOf(sample), Baseline.sample(sample));

        byte[] written = Samples.encode(codec, read).data();

        assertThat(read(type, codec.schemaVersion(read), JSON.readTree(written)))
                .isEqualTo(read);
    }

    @Test
    void what_was_cancelled_in_version_1_does_not_say_what_the_order_amounted_to() {
        OrderEvent read = read("order-cancelled", 1, Baseline.sample("order-cancelled.v1"));

        assertThat(read).isEqualTo(Samples.CANCELLED_IN_VERSION_1);
    }

    /** It was added to version 1 in place before version 2 was there. */
    @Test
    void what_was_cancelled_in_version_1_and_says_what_the_order_amounted_to_is_read_with_it() {
        OrderEvent read = read("order-cancelled", 1, Baseline.sample("order-cancelled.v2"));

        assertThat(read).isEqualTo(Samples.CANCELLED);
    }

    @Test
    void metadata_is_written_as_its_approved_sample() {
        EncodedEvent written = codec.encode(Samples.CONFIRMED, Samples.METADATA);

        assertThat(JSON.readTree(written.metadata())).isEqualTo(Baseline.sample("metadata"));
    }

    @Test
    void metadata_without_what_may_be_absent_is_written_as_its_approved_sample() {
        byte[] written = codec.encode(Samples.CONFIRMED, LeastFilled.of(Samples.METADATA))
                .metadata();

        assertThat(JSON.readTree(written)).isEqualTo(Baseline.sample("metadata.least", written));
    }

    private OrderEvent read(String type, int version, JsonNode payload) {
        ObjectNode metadata = ((ObjectNode) Baseline.sample("metadata")).put("schemaVersion", version);
        return codec.decode("o1", 0, 0, type, JSON.writeValueAsBytes(payload), JSON.writeValueAsBytes(metadata))
                .event();
    }

    private static int versionOf(String sample) {
        return Integer.parseInt(sample.replace(".least", "").substring(sample.indexOf(".v") + 2));
    }
}
