package io.orderstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.OrderSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The committed files of the contract. With {@code -Dcontract.approve} a file becomes what the code says. */
final class ContractFiles {

    static final Path CONTRACT = Path.of("src", "main", "resources", "contract");
    static final Path SCHEMAS = CONTRACT.resolve("schemas");
    static final Path SAMPLES = CONTRACT.resolve("samples");
    static final Path RELEASED = Path.of("src", "test", "resources", "released");

    private static final boolean APPROVE = System.getProperty("contract.approve") != null;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ContractFiles() {}

    /** What stands on the topics, by the name of its files. */
    static Map<String, Class<?>> payloads() {
        Map<String, Class<?>> payloads = new TreeMap<>();
        DomainEventTypes.names().forEach((type, name) -> payloads.put(name + ".v1", type));
        payloads.put("state.v1", OrderSnapshot.class);
        return payloads;
    }

    /** The CloudEvents type of a payload. */
    static String typeOf(String name) {
        return "io.orderstream.order." + name;
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON files of a folder, by name without {@code .json}. */
    static Map<String, JsonNode> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, JsonNode> all = new TreeMap<>();
            files.filter(file -> file.toString().endsWith(".json")).forEach(file -> {
                String name = file.getFileName().toString();
                all.put(name.substring(0, name.length() - ".json".length()), read(file));
            });
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertCommitted(Path file, JsonNode written) {
        if (APPROVE) {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, JSON.writeValueAsString(written) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(file)
                .as("not committed; -Dcontract.approve writes what the code says")
                .exists();
        assertThat(read(file))
                .as("%s is not what the code says; -Dcontract.approve writes that", file)
                .isEqualTo(written);
    }
}
