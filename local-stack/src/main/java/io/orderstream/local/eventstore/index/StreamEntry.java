package io.orderstream.local.eventstore.index;

import java.util.Arrays;

/** One stream: which events it holds and which rules hold for it. */
public final class StreamEntry {
    /** The last revision of a stream without events. */
    public static final long EMPTY = -1;

    private static final int NOT_TOMBSTONED = -1;

    private final boolean metadataStream;
    private int[] ordinals = new int[4];
    private int added;
    private volatile int size;
    private volatile int tombstone = NOT_TOMBSTONED;
    private volatile StreamRules rules;

    StreamEntry(boolean metadataStream) {
        this.metadataStream = metadataStream;
        this.rules = metadataStream ? StreamRules.OF_METADATA_STREAM : StreamRules.NONE;
    }

    void add(int ordinal) {
        if (added == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, added + Math.max(4, added / 2));
        }
        ordinals[added++] = ordinal;
    }

    void publish() {
        size = added;
    }

    void tombstone(int ordinal) {
        tombstone = ordinal;
    }

    void rules(StreamRules changed) {
        if (!metadataStream) {
            rules = changed;
        }
    }

    public long lastRevision() {
        return size - 1L;
    }

    /** The place of the revision's event in the log's order; the revision must exist. */
    public int ordinal(long revision) {
        int visible = size;
        if (revision < 0 || revision >= visible) {
            throw new IndexOutOfBoundsException("revision " + revision + " of " + visible);
        }
        return ordinals[(int) revision];
    }

    public boolean tombstoned() {
        return tombstone != NOT_TOMBSTONED;
    }

    /** The place of the event that ended the stream; only if it was {@link #tombstoned}. */
    public int tombstoneOrdinal() {
        return tombstone;
    }

    public StreamRules rules() {
        return rules;
    }
}
