package io.orderstream.events.contract;

import io.orderstream.events.domain.DomainEventTypes;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI 3 document of both topics, made from what stands on them. */
final class AsyncApiDocument {

    private static final String STATE = "state.v1";
    private static final String KAFKA_BINDING = "0.5.0";

    private AsyncApiDocument() {}

    static ObjectNode of(Map<String, JsonNode> schemas) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.put("id", "urn:orderstream:orders");
        document.putObject("info")
                .put("title", "Orderstream: orders")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "What happened to orders, and how they are now: CloudEvents 1.0 in binary mode, keyed by order id, written in transactions. Read committed records only.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode events = channel(
                channels.putObject("events"),
                DomainEventTypes.EVENTS_TOPIC,
                "Every domain event once, in order per order.",
                "delete");
        ObjectNode state = channel(
                channels.putObject("state"),
                DomainEventTypes.STATE_TOPIC,
                "The current public state of each order; compacted.",
                "compact");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        schemas.forEach((name, schema) -> {
            message(messages.putObject(name), name, schema);
            (name.equals(STATE) ? state : events).putObject(name).put("$ref", "#/components/messages/" + name);
        });
        headers(components.putObject("schemas").putObject("headers"));
        ObjectNode operations = document.putObject("operations");
        operation(operations.putObject("tellWhatHappened"), "events", "The relay writes the domain events of a batch.");
        operation(operations.putObject("tellTheState"), "state", "And, in the same transaction, the orders' states.");
        return document;
    }

    private static ObjectNode channel(ObjectNode channel, String topic, String description, String cleanup) {
        channel.put("address", topic).put("description", description);
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic).put("bindingVersion", KAFKA_BINDING);
        kafka.putObject("topicConfiguration").putArray("cleanup.policy").add(cleanup);
        return channel.putObject("messages");
    }

    private static void message(ObjectNode message, String name, JsonNode schema) {
        message.put("name", ContractFiles.typeOf(name));
        message.put("summary", schema.path("description").asString());
        message.put("contentType", "application/json");
        message.putObject("headers").put("$ref", "#/components/schemas/headers");
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", "application/schema+json;version=draft-2020-12");
        payload.putObject("schema").put("$ref", "schemas/" + name + ".json");
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.put("bindingVersion", KAFKA_BINDING);
        kafka.putObject("key").put("type", "string").put("description", "The order's id.");
    }

    private static void headers(ObjectNode headers) {
        headers.put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        header(properties, "ce_specversion", "1.0");
        header(properties, "ce_type", "The type of event, for instance io.orderstream.order.placed.v1.");
        header(properties, "ce_source", "urn:orderstream:orders");
        header(properties, "ce_id", "The same however often the event were sent.");
        header(properties, "ce_subject", "The order's id.");
        header(properties, "ce_time", "When it was decided, RFC 3339 in UTC.");
        header(properties, "ce_dataschema", "The $id of the JSON Schema of the data.");
        header(properties, "ce_sequence", "Counts an order's domain events from 1, without gaps.");
        header(properties, "ce_streamrevision", "The revision of the stored event; grows with gaps.");
        header(properties, "content-type", "application/json");
        headers.putArray("required")
                .addAll(properties.propertyNames().stream()
                        .map(headers::stringNode)
                        .toList());
        header(properties, "ce_traceparent", "The W3C trace context of the request, if it had one.");
        header(properties, "traceparent", "The same, where instrumented consumers look for it.");
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    private static void operation(ObjectNode operation, String channel, String summary) {
        operation.put("action", "send").put("summary", summary);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
    }
}
