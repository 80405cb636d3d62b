package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of each field by itself, as far as an index can help with it. A document that the query finds meets all of
 * them; one that meets all of them need not be found.
 */
final class Conditions {

    private final Map<String, Object> equal = new HashMap<>();
    private final Map<String, Object> lowest = new HashMap<>();
    private final Map<String, Object> highest = new HashMap<>();

    private Conditions() {}

    static Conditions of(Document query) {
        Conditions conditions = new Conditions();
        conditions.add(query);
        return conditions;
    }

    /** The value that the field has, or one of its elements; null if any will do. */
    @Nullable
    Object equal(String field) {
        return equal.get(field);
    }

    /** What the field, or one of its elements, is not below; null if there is no such bound. */
    @Nullable
    Object lowest(String field) {
        return lowest.get(field);
    }

    /** What the field, or one of its elements, is not above; null if there is no such bound. */
    @Nullable
    Object highest(String field) {
        return highest.get(field);
    }

    private void add(Document query) {
        query.forEach((field, condition) -> {
            if (field.equals("$and")) {
                ((Collection<?>) condition).forEach(part -> add((Document) part));
            } else if (condition instanceof Document operators) {
                operators.forEach((operator, value) -> add(field, operator, value));
            } else {
                add(field, "$eq", condition);
            }
        });
    }

    private void add(String field, String operator, @Nullable Object value) {
        switch (operator) {
            case "$eq" -> equal.put(field, value);
            case "$gt", "$gte" -> lowest.put(field, value);
            case "$lt", "$lte" -> highest.put(field, value);
            default -> {}
        }
    }
}
