package io.orderstream.local.eventstore.index;

import java.util.Arrays;
import java.util.UUID;

/**
 * Finds the latest event with an id. It keeps 64 bits of each id, so a hit must be confirmed against the log. Only the
 * writing thread uses it.
 */
final class EventIds {
    private static final int NONE = -1;

    private final LongSequence fingerprints = new LongSequence();
    private int[] slots = emptySlots(1024);

    private static int[] emptySlots(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, NONE);
        return slots;
    }

    static long fingerprint(UUID id) {
        long mixed =
                (id.getMostSignificantBits() ^ Long.rotateLeft(id.getLeastSignificantBits(), 29)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }

    void add(long fingerprint) {
        int ordinal = fingerprints.size();
        fingerprints.add(fingerprint);
        if (ordinal * 2L >= slots.length) {
            grow();
        }
        place(fingerprint, ordinal);
    }

    private void grow() {
        slots = emptySlots(slots.length * 2);
        for (int ordinal = 0; ordinal < fingerprints.size() - 1; ordinal++) {
            place(fingerprints.get(ordinal), ordinal);
        }
    }

    private void place(long fingerprint, int ordinal) {
        int at = (int) fingerprint & (slots.length - 1);
        while (slots[at] != NONE && fingerprints.get(slots[at]) != fingerprint) {
            at = (at + 1) & (slots.length - 1);
        }
        slots[at] = ordinal;
    }

    /** The ordinal of the latest event whose id has this fingerprint, or -1. */
    int find(long fingerprint) {
        int at = (int) fingerprint & (slots.length - 1);
        while (slots[at] != NONE) {
            if (fingerprints.get(slots[at]) == fingerprint) {
                return slots[at];
            }
            at = (at + 1) & (slots.length - 1);
        }
        return NONE;
    }

    boolean matches(int ordinal, long fingerprint) {
        return fingerprints.get(ordinal) == fingerprint;
    }
}
