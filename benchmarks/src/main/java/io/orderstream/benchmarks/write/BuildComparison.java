package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.ClosedLoop;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.Rounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures two builds of the service in turns, to see whether a change made it faster.
 *
 * <p>Arguments: seconds a round, rounds, the executable jar before the change, the one after it.
 */
public final class BuildComparison {

    private static final List<String> KINDS = List.of(Requests.NO_OP, Requests.PLACING, Requests.CHANGING);
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final ClosedLoop WARM_UP = new ClosedLoop(WriteBenchmark.AIM_CONNECTIONS, Duration.ofSeconds(4));
    private static final int WARM_UPS = 3;

    private BuildComparison() {}

    public static void main(String[] arguments) throws Exception {
        Duration round = Duration.ofMillis((long) (Double.parseDouble(arguments[0]) * 1_000));
        try (var system = WriteSystem.start()) {
            Map<String, Map<String, Metered>> builds = new LinkedHashMap<>();
            builds.put(BEFORE, requests(system, Path.of(arguments[2])));
            builds.put(AFTER, requests(system, Path.of(arguments[3])));
            ClosedLoop loop = new ClosedLoop(WriteBenchmark.AIM_CONNECTIONS, round);
            Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
            for (String kind : KINDS) {
                builds.forEach((build, requests) -> contenders.put(
                        named(kind, build), () -> requests.get(kind).run(loop)));
            }
            print(builds, Rounds.inTurns(Integer.parseInt(arguments[1]), contenders));
        }
    }

    private static Map<String, Metered> requests(WriteSystem system, Path executable) throws Exception {
        Map<String, Metered> requests =
                Requests.to(system.service(executable, Map.of()), system).from(WARM_UP.clients());
        for (int i = 0; i < WARM_UPS; i++) {
            for (String kind : KINDS) {
                requests.get(kind).warmUp(WARM_UP);
            }
        }
        return requests;
    }

    private static void print(Map<String, Map<String, Metered>> builds, Rounds measured) {
        measured.medians()
                .forEach((name, median) -> System.out.printf(
                        "%-17s %7.0f a second, best %7.0f, p50 %6.2f p99 %6.2f ms%n",
                        name, median.perSecond(), median.best(), median.millis(50), median.millis(99)));
        for (String kind : KINDS) {
            System.out.printf(
                    "%s: after / before %.2f; microseconds of processor time before %s, after %s%n",
                    kind,
                    measured.ratio(named(kind, AFTER), named(kind, BEFORE)),
                    builds.get(BEFORE).get(kind).microsPerRequest(),
                    builds.get(AFTER).get(kind).microsPerRequest());
        }
    }

    private static String named(String kind, String build) {
        return kind + ", " + build;
    }
}
