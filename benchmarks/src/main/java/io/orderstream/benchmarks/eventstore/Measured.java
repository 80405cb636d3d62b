package io.orderstream.benchmarks.eventstore;

import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What some rounds came to: the median round, and the best one, which the machine's other work disturbed least. */
record Measured(double perSecond, double best, Histogram latency) {

    static Measured of(double perSecond, Histogram latency) {
        return new Measured(perSecond, perSecond, latency);
    }

    static Measured medianOf(List<Measured> rounds) {
        List<Measured> sorted = rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::perSecond))
                .toList();
        Measured median = sorted.get(rounds.size() / 2);
        return new Measured(median.perSecond, sorted.getLast().perSecond, median.latency);
    }

    double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }
}
