package io.orderstream.events.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What of a released schema a new one must keep. Within a version only optional fields may be added: whoever reads with
 * the released schema must be able to read what is written from now on, and whoever reads with the new schema must be
 * able to read what stands on the topic already.
 */
final class Compatibility {

    private static final Set<String> WORDS = Set.of("description", "title", "$id", "$schema", "$defs", "$comment");
    private static final Set<String> LOOKED_INTO = Set.of("properties", "required", "enum", "items", "type", "$ref");

    private final String type;
    private final JsonNode released;
    private final JsonNode current;
    private final List<String> breaks = new ArrayList<>();

    private Compatibility(String type, JsonNode released, JsonNode current) {
        this.type = type;
        this.released = released;
        this.current = current;
    }

    /** A sentence for each incompatible change, which says which consumer would break; none if there is none. */
    static List<String> breaks(Map<String, JsonNode> released, Map<String, JsonNode> current) {
        List<String> breaks = new ArrayList<>();
        released.forEach((name, schema) -> {
            String type = ContractFiles.typeOf(name);
            JsonNode now = current.get(name);
            if (now == null) {
                breaks.add("%s was released and is gone: a consumer of %s would wait for it in vain."
                        .formatted(type, type));
            } else {
                var compatibility = new Compatibility(type, schema, now);
                compatibility.compare("data", schema, now);
                breaks.addAll(compatibility.breaks);
            }
        });
        return breaks;
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        JsonNode was = resolved(before, released);
        JsonNode is = resolved(after, current);
        if (!was.path("type").equals(is.path("type"))) {
            refuse(
                    "the type of %s changed from %s to %s: a consumer that reads it as %s would fail",
                    path,
                    was.path("type").asString(),
                    is.path("type").asString(),
                    was.path("type").asString());
            return;
        }
        compareValues(path, strings(was.path("enum")), strings(is.path("enum")));
        compareConstraints(path, was, is);
        compareRequired(path, was, is);
        was.path("properties").propertyStream().forEach(field -> {
            String inside = path + "." + field.getKey();
            JsonNode now = is.path("properties").path(field.getKey());
            if (now.isMissingNode()) {
                refuse("%s was removed: a consumer that reads it would find nothing", inside);
            } else {
                compare(inside, field.getValue(), now);
            }
        });
        if (was.has("items") && is.has("items")) {
            compare(path + "[]", was.path("items"), is.path("items"));
        } else if (was.has("items")) {
            refuse("%s may hold anything: a consumer that knows what is in it would meet something else", path);
        } else if (is.has("items")) {
            refuse("%s may hold some things only: a consumer of the new schema would refuse others on the topic", path);
        }
    }

    private void compareValues(String path, Set<String> was, Set<String> is) {
        if (was.isEmpty() && !is.isEmpty()) {
            refuse("%s may hold some values only: a consumer of the new schema would refuse others on the topic", path);
        } else if (is.isEmpty() && !was.isEmpty()) {
            refuse("%s may hold any value: a consumer that handles each of %s would meet others", path, was);
        } else {
            for (String gone : without(was, is)) {
                refuse(
                        "%s can no longer be %s: a consumer of the new schema would refuse events on the topic that are",
                        path, gone);
            }
            for (String added : without(is, was)) {
                refuse("%s can be %s now: a consumer that handles each of %s would meet it", path, added, was);
            }
        }
    }

    private void compareRequired(String path, JsonNode was, JsonNode is) {
        Set<String> before = strings(was.path("required"));
        Set<String> after = strings(is.path("required"));
        for (String added : without(after, before)) {
            refuse(
                    "%s.%s is required now: a consumer of the new schema would refuse events on the topic that lack it",
                    path, added);
        }
        for (String gone : without(before, after)) {
            if (is.path("properties").has(gone)) {
                refuse("%s.%s became optional: a consumer that relies on it would meet events without", path, gone);
            }
        }
    }

    private void compareConstraints(String path, JsonNode was, JsonNode is) {
        Map<String, JsonNode> before = constraints(was);
        Map<String, JsonNode> after = constraints(is);
        Set<String> keywords = new TreeSet<>(before.keySet());
        keywords.addAll(after.keySet());
        for (String keyword : keywords) {
            if (!String.valueOf(before.get(keyword)).equals(String.valueOf(after.get(keyword)))) {
                refuse(
                        "%s of %s changed from %s to %s: a consumer that validates with either schema would refuse what fits the other",
                        keyword, path, before.get(keyword), after.get(keyword));
            }
        }
    }

    private static Map<String, JsonNode> constraints(JsonNode schema) {
        return schema.propertyStream()
                .filter(keyword -> !WORDS.contains(keyword.getKey()) && !LOOKED_INTO.contains(keyword.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode() ? schema : root.at(reference.asString().substring(1));
    }

    private static Set<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private void refuse(String why, Object... arguments) {
        breaks.add(type + ": " + why.formatted(arguments) + ".");
    }
}
