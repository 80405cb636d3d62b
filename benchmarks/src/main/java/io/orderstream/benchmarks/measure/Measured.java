package io.orderstream.benchmarks.measure;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What some rounds came to: the median round, and the best one, which the machine's other work disturbed least.
 *
 * @param latency of the median round, in nanoseconds
 */
public record Measured(double perSecond, double best, Histogram latency) {

    public static Measured of(double perSecond, Histogram latency) {
        return new Measured(perSecond, perSecond, latency);
    }

    /** Of work that is no sequence of requests. */
    public static Measured of(double perSecond) {
        return of(perSecond, new Histogram(1));
    }

    /** @param rounds at least one */
    public static Measured medianOf(List<Measured> rounds) {
        List<Measured> sorted = rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::perSecond))
                .toList();
        Measured median = sorted.get(rounds.size() / 2);
        return new Measured(median.perSecond, sorted.getLast().perSecond, median.latency);
    }

    public double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    /** By name, for a report. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("perSecond", Math.round(perSecond));
        figures.put("bestPerSecond", Math.round(best));
        figures.put("p50Millis", millis(50));
        figures.put("p99Millis", millis(99));
        figures.put("p999Millis", millis(99.9));
        return figures;
    }
}
