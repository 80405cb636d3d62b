package io.orderstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CompatibilityTests {

    private static final String NAME = "held.v1";

    private final ObjectNode released = (ObjectNode) ContractFiles.read(ContractFiles.SCHEMAS.resolve(NAME + ".json"));

    @Test
    void the_contract_is_compatible_with_what_was_released() {
        assertThat(Compatibility.breaks(
                        ContractFiles.all(ContractFiles.RELEASED), ContractFiles.all(ContractFiles.SCHEMAS)))
                .isEmpty();
    }

    @Test
    void every_type_is_held_to_what_was_released() {
        assertThat(ContractFiles.all(ContractFiles.RELEASED))
                .containsKeys(ContractFiles.payloads().keySet().toArray(String[]::new));
    }

    @Test
    void a_field_that_is_removed_breaks_who_reads_it() {
        assertThat(afterChange(schema -> {
                    order(schema, "properties").remove("channel");
                    remove(order(schema).withArray("required"), "channel");
                }))
                .containsExactly(
                        "io.orderstream.order.held.v1: data.order.channel was removed: a consumer that reads it"
                                + " would find nothing.");
    }

    @Test
    void a_type_that_changes_breaks_who_reads_the_old_one() {
        assertThat(afterChange(schema ->
                        order(schema, "properties").putObject("number").put("type", "integer")))
                .containsExactly("io.orderstream.order.held.v1: the type of data.order.number changed from string to"
                        + " integer: a consumer that reads it as string would fail.");
    }

    @Test
    void a_field_that_becomes_required_breaks_who_reads_older_events() {
        assertThat(afterChange(schema -> order(schema).withArray("required").add("customerId")))
                .containsExactly(
                        "io.orderstream.order.held.v1: data.order.customerId is required now: a consumer of the"
                                + " new schema would refuse events on the topic that lack it.");
    }

    @Test
    void a_required_field_that_is_new_breaks_who_reads_older_events() {
        assertThat(afterChange(schema -> {
                    order(schema, "properties").putObject("shop").put("type", "string");
                    order(schema).withArray("required").add("shop");
                }))
                .containsExactly("io.orderstream.order.held.v1: data.order.shop is required now: a consumer of the new"
                        + " schema would refuse events on the topic that lack it.");
    }

    @Test
    void an_enum_value_that_is_removed_breaks_who_reads_older_events() {
        assertThat(afterChange(schema -> remove((ArrayNode) schema.at("/$defs/HoldType/enum"), "MANUAL")))
                .containsExactly(
                        "io.orderstream.order.held.v1: data.type can no longer be MANUAL: a consumer of the new"
                                + " schema would refuse events on the topic that are.");
    }

    @Test
    void an_enum_value_that_is_added_breaks_who_handles_each() {
        assertThat(afterChange(schema -> ((ArrayNode) schema.at("/$defs/HoldType/enum")).add("CUSTOMS")))
                .containsExactly(
                        "io.orderstream.order.held.v1: data.type can be CUSTOMS now: a consumer that handles each"
                                + " of [ADDRESS, FRAUD, MANUAL, PAYMENT] would meet it.");
    }

    @Test
    void a_required_field_that_becomes_optional_breaks_who_relies_on_it() {
        assertThat(afterChange(schema -> remove(schema.withArray("required"), "holdId")))
                .containsExactly(
                        "io.orderstream.order.held.v1: data.holdId became optional: a consumer that relies on it"
                                + " would meet events without.");
    }

    @Test
    void a_list_that_may_hold_anything_breaks_who_knows_what_is_in_it() {
        assertThat(afterChange(schema -> ((ObjectNode) schema.at("/properties/lineIds")).remove("items")))
                .containsExactly("io.orderstream.order.held.v1: data.lineIds may hold anything: a consumer that knows"
                        + " what is in it would meet something else.");
    }

    @Test
    void a_list_that_may_hold_some_things_only_breaks_who_reads_older_events() {
        ObjectNode anything = released.deepCopy();
        ((ObjectNode) anything.at("/properties/lineIds")).remove("items");

        assertThat(Compatibility.breaks(Map.of(NAME, anything), Map.of(NAME, released)))
                .containsExactly("io.orderstream.order.held.v1: data.lineIds may hold some things only: a consumer of"
                        + " the new schema would refuse others on the topic.");
    }

    @Test
    void a_constraint_that_changes_breaks_who_validates() {
        assertThat(afterChange(schema -> order(schema, "properties", "placedAt").remove("format")))
                .singleElement()
                .asString()
                .startsWith("io.orderstream.order.held.v1: format of data.order.placedAt changed");
    }

    @Test
    void a_type_of_event_that_is_gone_breaks_its_consumers() {
        assertThat(Compatibility.breaks(Map.of(NAME, released), Map.of()))
                .containsExactly("io.orderstream.order.held.v1 was released and is gone: a consumer of"
                        + " io.orderstream.order.held.v1 would wait for it in vain.");
    }

    @Test
    void an_optional_field_and_other_words_break_nobody() {
        assertThat(afterChange(schema -> {
                    order(schema, "properties").putObject("shop").put("type", "string");
                    schema.put("description", "In other words.");
                }))
                .isEmpty();
    }

    private List<String> afterChange(Consumer<ObjectNode> change) {
        ObjectNode changed = released.deepCopy();
        change.accept(changed);
        return Compatibility.breaks(Map.of(NAME, released), Map.of(NAME, changed));
    }

    private static ObjectNode order(ObjectNode schema, String... path) {
        JsonNode order = schema.at("/$defs/OrderState");
        for (String step : path) {
            order = order.path(step);
        }
        return (ObjectNode) order;
    }

    private static void remove(ArrayNode array, String value) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (array.path(i).asString().equals(value)) {
                array.remove(i);
            }
        }
    }
}
