package io.orderstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Walks every schema and every sample, released ones too, for personal data and for free text, which may hold some. */
class PersonalDataTests {

    /** Words that name a person, lead to one, or announce free text, as they occur in the names of fields. */
    private static final Pattern SUSPECT = Pattern.compile(
            "name|mail|phone|mobile|address|street|city|postal|zip|line[12]|birth|gender|party|person|user|actor|author$"
                    + "|contact|recipient|tracking|reference|iban|card|account|reason|text|note|comment|message|attribute"
                    + "|failure|ip$",
            Pattern.CASE_INSENSITIVE);

    /** Suspect by their names, and looked at: the name is a product's. */
    private static final Set<String> LOOKED_AT = Set.of("lines.name");

    private static final List<Pattern> PERSONAL_VALUES = List.of(
            Pattern.compile("[^\\s@]+@[^\\s@]+"), // mail addresses
            Pattern.compile("\\+\\d[\\d ()/-]{6,}"), // telephone numbers
            Pattern.compile("Lovelace", Pattern.CASE_INSENSITIVE)); // whoever ordered what the samples tell of

    static Stream<Map.Entry<String, JsonNode>> schemas() {
        return Stream.of(ContractFiles.SCHEMAS, ContractFiles.RELEASED).flatMap(PersonalDataTests::files);
    }

    static Stream<Map.Entry<String, JsonNode>> samples() {
        return files(ContractFiles.SAMPLES);
    }

    private static Stream<Map.Entry<String, JsonNode>> files(Path folder) {
        return ContractFiles.all(folder).entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void no_schema_has_a_field_for_personal_data_or_free_text(Map.Entry<String, JsonNode> schema) {
        assertThat(suspects(fieldsOf(schema.getValue()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void no_sample_has_a_field_or_a_value_that_is_personal(Map.Entry<String, JsonNode> sample) {
        Set<String> fields = new LinkedHashSet<>();
        Set<String> values = new LinkedHashSet<>();
        walk("", sample.getValue(), fields, values);

        assertThat(suspects(fields)).isEmpty();
        assertThat(values).isNotEmpty().noneMatch(PersonalDataTests::isPersonal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customerName", "email", "shippingAddress", "trackingNumber", "cancelReason", "noteText"})
    void such_a_field_would_be_found(String field) {
        JsonNode schema = JsonMapper.shared()
                .readTree("{\"properties\":{\"order\":{\"properties\":{\"%s\":{}}}}}".formatted(field));

        assertThat(suspects(fieldsOf(schema))).containsExactly("order." + field);
    }

    @Test
    void such_values_would_be_found() {
        assertThat(Stream.of("ada@example.com", "+49 30 123456", "Ada Lovelace"))
                .allMatch(PersonalDataTests::isPersonal);
    }

    private static boolean isPersonal(String value) {
        return PERSONAL_VALUES.stream()
                .anyMatch(pattern -> pattern.matcher(value).find());
    }

    private static Set<String> suspects(Set<String> fields) {
        Set<String> suspects = new TreeSet<>(fields);
        suspects.removeIf(path -> LOOKED_AT.contains(path)
                || !SUSPECT.matcher(path.substring(path.lastIndexOf('.') + 1)).find());
        return suspects;
    }

    private static Set<String> fieldsOf(JsonNode schema) {
        Set<String> fields = new LinkedHashSet<>();
        fields("", schema, schema, fields);
        return fields;
    }

    private static void fields(String path, JsonNode schema, JsonNode root, Set<String> fields) {
        JsonNode resolved =
                schema.has("$ref") ? root.at(schema.path("$ref").asString().substring(1)) : schema;
        resolved.path("properties").propertyStream().forEach(field -> {
            String inside = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            fields.add(inside);
            fields(inside, field.getValue(), root, fields);
        });
        if (resolved.has("items")) {
            fields(path, resolved.path("items"), root, fields);
        }
    }

    private static void walk(String path, JsonNode node, Set<String> fields, Set<String> values) {
        if (node.isObject()) {
            node.propertyStream().forEach(field -> {
                String inside = path.isEmpty() || path.equals("data") ? field.getKey() : path + "." + field.getKey();
                fields.add(inside);
                walk(inside, field.getValue(), fields, values);
            });
        } else if (node.isArray()) {
            node.valueStream().forEach(item -> walk(path, item, fields, values));
        } else {
            values.add(node.asString());
        }
    }
}
