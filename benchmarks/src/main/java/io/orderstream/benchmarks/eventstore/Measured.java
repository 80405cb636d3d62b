package io.orderstream.benchmarks.eventstore;

import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What one round came to. */
record Measured(double perSecond, Histogram latency) {

    double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    static Measured medianOf(List<Measured> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::perSecond))
                .toList()
                .get(rounds.size() / 2);
    }
}
