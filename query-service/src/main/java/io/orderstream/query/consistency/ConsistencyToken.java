package io.orderstream.query.consistency;

import java.util.regex.Pattern;

/**
 * What a client has seen: everything in the log up to a position. Clients get it from a write, give it to a read in the
 * header {@value #HEADER}, and know nothing of what is in it.
 *
 * @param position a log position; -1 asks for nothing
 */
public record ConsistencyToken(long position) {

    /** The header of requests and answers that holds a token. */
    public static final String HEADER = "Consistency-Token";

    /** Any state of a read model satisfies it. */
    public static final ConsistencyToken NONE = new ConsistencyToken(-1);

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,19}");

    /**
     * Reads a token as the write side issues it.
     *
     * @throws IllegalArgumentException if it is none
     */
    static ConsistencyToken parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("not a consistency token");
        }
        return new ConsistencyToken(Long.parseLong(text));
    }

    /** Whether data that is complete up to {@code other} shows what the token stands for. */
    public boolean isReachedBy(long other) {
        return other >= position;
    }
}
