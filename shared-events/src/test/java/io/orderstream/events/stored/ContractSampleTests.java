package io.orderstream.events.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
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

    static List<OrderEvent> events() {
        return Samples.ALL;
    }

    static Stream<String> releasedVersions() {
        return OrderEventTypes.TYPES.stream()
                .flatMap(type -> IntStream.rangeClosed(1, type.version()).mapToObj(v -> type.name() + ".v" + v));
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
        EncodedEvent written = codec.encode(event, Samples.METADATA);

        assertThat(JSON.readTree(written.data())).isEqualTo(sample(written.type() + ".v" + codec.schemaVersion(event)));
    }

    @ParameterizedTest
    @MethodSource("releasedVersions")
    void every_released_version_is_read(String version) {
        JsonNode payload = sample(version);
        String type = version.substring(0, version.lastIndexOf(".v"));

        OrderEvent read = codec.decode("o1", 0, 0, type, JSON.writeValueAsBytes(payload), metadataOf(version))
                .event();

        assertThat(Samples.ALL).contains(read);
    }

    @Test
    void metadata_is_written_as_its_approved_sample() {
        EncodedEvent written = codec.encode(Samples.CONFIRMED, Samples.METADATA);

        assertThat(JSON.readTree(written.metadata())).isEqualTo(sample("metadata"));
    }

    private static byte[] metadataOf(String version) {
        String number = version.substring(version.lastIndexOf(".v") + 2);
        return JSON.writeValueAsBytes(((ObjectNode) sample("metadata")).put("schemaVersion", Integer.valueOf(number)));
    }

    private static JsonNode sample(String name) {
        try (InputStream in = ContractSampleTests.class.getResourceAsStream("/samples/stored/" + name + ".json")) {
            assertThat(in).as("approved sample " + name).isNotNull();
            return JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
