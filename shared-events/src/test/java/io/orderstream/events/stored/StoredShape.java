package io.orderstream.events.stored;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What JSON a class of this repository is written as: one text for each field at any depth, {@code path: type}, where
 * {@code []} stands for each of a list, {@code .*} for each of a map, and {@code ?} says that it may be absent.
 */
final class StoredShape {

    private final List<String> fields = new ArrayList<>();

    private StoredShape() {}

    static List<String> of(Class<? extends Record> payload) {
        StoredShape shape = new StoredShape();
        shape.components("", payload);
        return shape.fields.stream().sorted().toList();
    }

    /** The path of a field of a shape. */
    static String pathOf(String field) {
        return field.substring(0, field.indexOf(": "));
    }

    static boolean isOptional(String field) {
        return field.endsWith("?");
    }

    /** The paths of all there is in a payload. */
    static List<String> pathsIn(JsonNode payload, List<String> maps) {
        StoredShape shape = new StoredShape();
        shape.paths("", payload, maps);
        return shape.fields.stream().distinct().sorted().toList();
    }

    private void paths(String path, JsonNode node, List<String> maps) {
        if (node.isObject()) {
            node.propertyStream().forEach(field -> {
                String inside = maps.contains(path) ? path + ".*" : below(path, field.getKey());
                fields.add(inside);
                paths(inside, field.getValue(), maps);
            });
        } else if (node.isArray()) {
            node.valueStream().forEach(element -> {
                fields.add(path + "[]");
                paths(path + "[]", element, maps);
            });
        }
    }

    private void components(String path, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            describe(below(path, jsonName(type, component)), component.getAnnotatedType());
        }
    }

    private static String jsonName(Class<?> type, RecordComponent component) {
        try {
            var named = type.getDeclaredField(component.getName())
                    .getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class);
            return named == null ? component.getName() : named.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void describe(String path, AnnotatedType annotated) {
        Class<?> type = annotated instanceof AnnotatedParameterizedType generic
                ? (Class<?>) ((java.lang.reflect.ParameterizedType) generic.getType()).getRawType()
                : (Class<?>) annotated.getType();
        fields.add(path + ": " + nameOf(type) + (annotated.isAnnotationPresent(Nullable.class) ? "?" : ""));
        if (annotated instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            describe(path + (Collection.class.isAssignableFrom(type) ? "[]" : ".*"), arguments[arguments.length - 1]);
        } else if (type.isRecord()) {
            components(path, type);
        }
    }

    private static String nameOf(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "map";
        }
        if (type.isRecord()) {
            return "object";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        String known = NAMES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("stored events hold plain values, not " + type);
        }
        return known;
    }

    private static final Map<Class<?>, String> NAMES = Map.of(
            String.class, "text",
            UUID.class, "text",
            Instant.class, "time",
            BigDecimal.class, "decimal",
            long.class, "integer",
            Long.class, "integer",
            int.class, "integer",
            boolean.class, "boolean");

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
