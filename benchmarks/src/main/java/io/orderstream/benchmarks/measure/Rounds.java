package io.orderstream.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What contenders came to that were measured in turns, so that the machine's moods strike all of them. */
public final class Rounds {

    private final Map<String, List<Measured>> byContender;

    private Rounds(Map<String, List<Measured>> byContender) {
        this.byContender = byContender;
    }

    /** Measures every contender once a round, each round in the same order. */
    public static Rounds inTurns(int rounds, Map<String, Callable<Measured>> contenders) throws Exception {
        Map<String, List<Measured>> all = new LinkedHashMap<>();
        for (int i = 0; i < rounds; i++) {
            for (var contender : contenders.entrySet()) {
                all.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                        .add(contender.getValue().call());
            }
        }
        return new Rounds(all);
    }

    /** Every contender's median, in the order they were measured in. */
    public Map<String, Measured> medians() {
        Map<String, Measured> medians = new LinkedHashMap<>();
        byContender.forEach((name, measured) -> medians.put(name, Measured.medianOf(measured)));
        return medians;
    }

    /** How many times as fast the one was as the other: the median of what it was in each round. */
    public double ratio(String one, String other) {
        return ratioToSlowest(one, List.of(other));
    }

    /** How many times as fast the one was as the slowest of the others in the same round: the median of that. */
    public double ratioToSlowest(String one, List<String> others) {
        return medianRatio(
                one,
                round -> others.stream()
                        .mapToDouble(other -> perSecond(other, round))
                        .min()
                        .orElseThrow());
    }

    /**
     * How many times as fast the one was as doing first what the one of the others does, then what the next does, and so on
     * would have been in the same round: the median of that.
     */
    public double ratioToAllInTurn(String one, List<String> others) {
        return medianRatio(
                one,
                round -> 1
                        / others.stream()
                                .mapToDouble(other -> 1 / perSecond(other, round))
                                .sum());
    }

    private double medianRatio(String one, IntToDoubleFunction other) {
        int rounds = byContender.get(one).size();
        return IntStream.range(0, rounds)
                .mapToDouble(round -> perSecond(one, round) / other.applyAsDouble(round))
                .sorted()
                .skip(rounds / 2)
                .findFirst()
                .orElseThrow();
    }

    private double perSecond(String contender, int round) {
        return byContender.get(contender).get(round).perSecond();
    }
}
