package io.orderstream.local.eventstore.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * What a stream's metadata says about which of its events may be read. Metadata that cannot be understood sets no
 * rules, as in EventStoreDB.
 *
 * @param maxAge in seconds
 */
public record StreamRules(OptionalLong maxCount, OptionalLong maxAge, OptionalLong truncateBefore) {

    public static final StreamRules NONE =
            new StreamRules(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /** A metadata stream shows only its newest event. */
    static final StreamRules OF_METADATA_STREAM =
            new StreamRules(OptionalLong.of(1), OptionalLong.empty(), OptionalLong.empty());

    /** The {@code $tb} that a soft delete leaves. */
    public static final long DELETED = Long.MAX_VALUE;

    private static final String TRUNCATE_BEFORE = "$tb";
    private static final JsonMapper JSON = new JsonMapper();

    public static StreamRules parse(byte[] metadata) {
        try {
            JsonNode root = JSON.readTree(metadata);
            return root == null || !root.isObject()
                    ? NONE
                    : new StreamRules(
                            number(root, "$maxCount"), number(root, "$maxAge"), number(root, TRUNCATE_BEFORE));
        } catch (IOException e) {
            return NONE;
        }
    }

    private static OptionalLong number(JsonNode root, String name) {
        JsonNode value = root.path(name);
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    /** The metadata with its {@code $tb} replaced, everything else kept; what cannot be understood is replaced. */
    public static byte[] withTruncateBefore(byte[] metadata, long revision) {
        try {
            ObjectNode root = JSON.readTree(metadata) instanceof ObjectNode object ? object : JSON.createObjectNode();
            return JSON.writeValueAsBytes(root.put(TRUNCATE_BEFORE, revision));
        } catch (IOException e) {
            return "{\"%s\":%d}".formatted(TRUNCATE_BEFORE, revision).getBytes(StandardCharsets.UTF_8);
        }
    }

    public boolean softDeleted() {
        return truncateBefore.isPresent() && truncateBefore.getAsLong() == DELETED;
    }

    /** The first revision that maxCount and truncateBefore leave readable in a stream that ends at the given one. */
    public long firstRevision(long lastRevision) {
        long first = truncateBefore.orElse(0);
        return maxCount.isPresent() ? Math.max(first, lastRevision - maxCount.getAsLong() + 1) : first;
    }
}
