package io.orderstream.readmodel.fulfilment;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long things took, as counts of durations that are nearly the same. Two of these add up to what all of their
 * durations together would have made. Durations are whole seconds from 0 to {@value #LONGEST_SECONDS}; what is shorter
 * or longer counts as that.
 *
 * @param counts how many durations there were of each size, by the shortest of that size in seconds
 */
public record Durations(Map<String, Long> counts) {

    /** Nothing took any time yet. */
    public static final Durations NONE = new Durations(Map.of());

    /** How far a percentile may be from the true one, as a fraction of it; below 256 seconds it is exact. */
    public static final double RELATIVE_ERROR = 0.01;

    private static final long LONGEST_SECONDS = 315_360_000;
    private static final int DIGITS = 2;

    /** Only for what it knows of sizes, which never changes; nothing is recorded in it. */
    private static final Histogram SIZES = new Histogram(LONGEST_SECONDS, DIGITS);

    public Durations {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    static Durations of(Duration duration) {
        long seconds = Math.clamp(duration.toSeconds(), 0, LONGEST_SECONDS);
        return new Durations(Map.of(Long.toString(SIZES.lowestEquivalentValue(seconds)), 1L));
    }

    /** Both together. */
    public Durations plus(Durations other) {
        Map<String, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((size, count) -> sum.merge(size, count, Math::addExact));
        return new Durations(sum);
    }

    /** How many durations there are. */
    public long count() {
        return counts.values().stream().reduce(0L, Math::addExact);
    }

    /**
     * What so many percent of the durations did not exceed, with an error of at most {@link #RELATIVE_ERROR}.
     *
     * @param percent from 0 to 100
     * @return zero if there are no durations
     */
    public Duration percentile(double percent) {
        Histogram histogram = new Histogram(LONGEST_SECONDS, DIGITS);
        counts.forEach((size, count) -> histogram.recordValueWithCount(Long.parseLong(size), count));
        return Duration.ofSeconds(histogram.getValueAtPercentile(percent));
    }
}
