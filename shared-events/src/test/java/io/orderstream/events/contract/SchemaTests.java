package io.orderstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.orderstream.events.domain.DomainEventCodec;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.domain.OrderSnapshot;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the committed schemas against the records, and the approved samples against both. */
class SchemaTests {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final DomainEventCodec codec = new DomainEventCodec();

    static Set<String> names() {
        return ContractFiles.payloads().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_committed_schema_is_what_the_record_says(String name) {
        JsonNode generated =
                new GeneratedSchemas().schemaOf(name, ContractFiles.payloads().get(name));

        ContractFiles.assertCommitted(ContractFiles.SCHEMAS.resolve(name + ".json"), generated);
    }

    @Test
    void there_is_no_schema_and_no_sample_of_anything_else() {
        assertThat(ContractFiles.all(ContractFiles.SCHEMAS)).containsOnlyKeys(names());
        assertThat(ContractFiles.all(ContractFiles.SAMPLES)).containsOnlyKeys(names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_schema_is_a_valid_schema(String name) {
        Schema meta = registry.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(schema(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_approved_sample_fits_its_schema_and_names_it(String name) {
        JsonNode sample = sample(name);

        assertThat(validate(name, sample.path("data"))).isEmpty();
        assertThat(sample.path("type").asString()).isEqualTo(ContractFiles.typeOf(name));
        assertThat(sample.path("dataschema").asString())
                .isEqualTo(schema(name).path("$id").asString())
                .isEqualTo(DomainEventTypes.schemaOf(ContractFiles.typeOf(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_sample_without_what_is_required_does_not_fit(String name) {
        ObjectNode data = ((ObjectNode) sample(name).path("data")).deepCopy();
        ((ObjectNode) data.path("order")).remove("orderId");

        assertThat(validate(name, data)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void an_approved_sample_is_read_and_written_without_loss(String name) {
        JsonNode data = sample(name).path("data");

        assertThat(JsonMapper.shared().readTree(rewritten(data, name))).isEqualTo(data);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_reader_passes_over_fields_that_a_later_producer_adds(String name) {
        ObjectNode data = ((ObjectNode) sample(name).path("data")).deepCopy();
        JsonNode known = data.deepCopy();
        data.put("addedLater", "x");
        ((ObjectNode) data.path("order")).put("addedLater", "x");

        assertThat(validate(name, data)).isEmpty();
        assertThat(JsonMapper.shared().readTree(rewritten(data, name))).isEqualTo(known);
    }

    private byte[] rewritten(JsonNode data, String name) {
        byte[] json = JsonMapper.shared().writeValueAsBytes(data);
        Class<?> payload = ContractFiles.payloads().get(name);
        return payload == OrderSnapshot.class
                ? codec.encode(codec.decodeState(json))
                : codec.encode(codec.decode(json, payload.asSubclass(OrderDomainEvent.class)));
    }

    private List<Error> validate(String name, JsonNode data) {
        return registry.getSchema(schema(name)).validate(data);
    }

    private static JsonNode schema(String name) {
        return ContractFiles.read(ContractFiles.SCHEMAS.resolve(name + ".json"));
    }

    private static JsonNode sample(String name) {
        return ContractFiles.read(ContractFiles.SAMPLES.resolve(name + ".json"));
    }
}
