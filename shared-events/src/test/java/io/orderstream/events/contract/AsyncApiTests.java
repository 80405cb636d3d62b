package io.orderstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AsyncApiTests {

    private static final Path DOCUMENT = ContractFiles.CONTRACT.resolve("asyncapi.json");

    @Test
    void the_committed_document_is_what_the_schemas_say() {
        ContractFiles.assertCommitted(DOCUMENT, AsyncApiDocument.of(ContractFiles.all(ContractFiles.SCHEMAS)));
    }

    @Test
    void it_is_read_by_a_reader_of_AsyncAPI_3_that_refuses_what_it_does_not_know() throws IOException {
        AsyncAPI document = new ObjectMapper().readValue(Files.readString(DOCUMENT), AsyncAPI.class);

        assertThat(document.getAsyncapi()).isEqualTo("3.0.0");
        assertThat(Objects.requireNonNull(document.getChannels())).containsOnlyKeys("events", "state");
        assertThat(Objects.requireNonNull(document.getOperations())).hasSize(2);
    }

    @Test
    void it_has_the_form_of_AsyncAPI_3() {
        assertThat(problems(ContractFiles.read(DOCUMENT))).isEmpty();
    }

    static Map<String, Consumer<ObjectNode>> damages() {
        Map<String, Consumer<ObjectNode>> damages = new LinkedHashMap<>();
        damages.put("no info", document -> document.remove("info"));
        damages.put("a title that is no text", document -> ((ObjectNode) document.path("info")).put("title", 3));
        damages.put("an unknown field", document -> document.put("topics", "x"));
        damages.put(
                "an operation without a channel",
                document -> ((ObjectNode) document.at("/operations/tellTheState")).remove("channel"));
        damages.put(
                "an unknown action",
                document -> ((ObjectNode) document.at("/operations/tellTheState")).put("action", "publish"));
        damages.put(
                "a message that is a list",
                document -> ((ObjectNode) document.at("/channels/state")).putArray("messages"));
        damages.put(
                "headers without a type that is known",
                document -> ((ObjectNode) document.at("/components/schemas/headers")).put("type", "record"));
        damages.put(
                "a Kafka binding of the wrong kind",
                document -> ((ObjectNode) document.at("/channels/events/bindings")).put("kafka", "orders"));
        return damages;
    }

    @ParameterizedTest
    @MethodSource("damageNames")
    void a_document_with_a_fault_does_not_fit_it(String damage) {
        ObjectNode document = (ObjectNode) ContractFiles.read(DOCUMENT);

        damages().get(damage).accept(document);

        assertThat(problems(document)).isNotEmpty();
    }

    static Set<String> damageNames() {
        return damages().keySet();
    }

    private static List<Error> problems(JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(ContractFiles.read(Path.of("src", "test", "resources", "asyncapi", "form.json")))
                .validate(document);
    }

    @Test
    void every_reference_leads_somewhere() {
        JsonNode document = ContractFiles.read(DOCUMENT);
        List<String> references =
                document.findValues("$ref").stream().map(JsonNode::asString).toList();

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isObject()).isTrue();
            } else {
                assertThat(ContractFiles.CONTRACT.resolve(reference)).exists();
            }
        });
    }

    @Test
    void a_message_on_each_topic_for_each_payload() {
        JsonNode channels = ContractFiles.read(DOCUMENT).path("channels");
        Map<String, Class<?>> payloads = ContractFiles.payloads();

        assertThat(channels.at("/state/messages").propertyNames()).containsExactly("state.v1");
        assertThat(channels.at("/events/messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(payloads.keySet().stream()
                        .filter(name -> !name.equals("state.v1"))
                        .toList());
    }
}
