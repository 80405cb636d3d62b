package io.orderstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
