package io.orderstream.local.eventstore.index;

import java.util.Arrays;

/** Numbers in the order they were added, in pieces, so that growing never copies what is there. */
final class LongSequence {
    private static final int PIECE_BITS = 14;
    private static final int PIECE = 1 << PIECE_BITS;

    private volatile long[][] pieces = new long[16][];
    private volatile int size;

    void add(long value) {
        int at = size;
        int piece = at >>> PIECE_BITS;
        if (piece == pieces.length) {
            pieces = Arrays.copyOf(pieces, pieces.length * 2);
        }
        if (pieces[piece] == null) {
            long[][] grown = pieces.clone();
            grown[piece] = new long[PIECE];
            pieces = grown;
        }
        pieces[piece][at & (PIECE - 1)] = value;
        size = at + 1;
    }

    long get(int at) {
        return pieces[at >>> PIECE_BITS][at & (PIECE - 1)];
    }

    int size() {
        return size;
    }

    /** The first place, below the limit, whose value is not less than the wanted one; the values must be sorted. */
    int firstNotBelow(long wanted, int limit) {
        int low = 0;
        int high = limit;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
