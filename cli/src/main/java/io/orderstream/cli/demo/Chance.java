package io.orderstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/** What happens to some orders and not to others. It follows from the order's key, and is the same in every run. */
record Chance(long orderKey) {

    /**
     * One of several outcomes.
     *
     * @param matter what is decided; two matters have nothing to do with each other
     * @return from 0 to less than {@code outcomes}
     */
    int of(int outcomes, String matter) {
        var digest = new CRC32();
        digest.update((orderKey + "/" + matter).getBytes(UTF_8));
        return (int) (digest.getValue() % outcomes);
    }

    /** True for about one in so many orders. */
    boolean oneIn(int orders, String matter) {
        return of(orders, matter) == 0;
    }
}
