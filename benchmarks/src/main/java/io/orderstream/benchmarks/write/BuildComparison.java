package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.Rounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures two builds of the service in turns, to see whether a change made it faster.
 *
 * <p>Arguments: seconds a round, rounds, connections, the executable jar before the change, the one after it.
 */
public final class BuildComparison {

    private static final String[] REQUESTS =
            System.getProperty("requests", "no-op,placing,changing").split(",");

    private static final Duration WARM_UP = Duration.ofSeconds(4);

    private BuildComparison() {}

    public static void main(String[] arguments) throws Exception {
        Duration round = Duration.ofMillis((long) (Double.parseDouble(arguments[0]) * 1_000));
        int rounds = Integer.parseInt(arguments[1]);
        ClosedLoop loop = new ClosedLoop(Integer.parseInt(arguments[2]), round);
        try (var system = WriteSystem.start()) {
            Map<String, Map<String, Metered>> builds = new LinkedHashMap<>();
            for (int i = 3; i < arguments.length; i++) {
                String[] build = arguments[i].split("#", 2);
                Map<String, String> settings =
                        build.length == 1 ? Map.of() : Map.of(build[1].split("=")[0], build[1].split("=")[1]);
                var service = system.service(Path.of(build[0]), settings);
                builds.put("build " + (i - 2), Requests.to(service, system).from(loop.connections()));
            }
            Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
            for (String request : REQUESTS) {
                builds.forEach((build, requests) -> contenders.put(
                        request + ", " + build, () -> requests.get(request).run(loop)));
            }
            for (var requests : builds.values()) {
                for (int i = 0; i < 3; i++) {
                    for (String request : REQUESTS) {
                        requests.get(request).warmUp(new ClosedLoop(loop.connections(), WARM_UP));
                    }
                }
            }
            Rounds measured = Rounds.inTurns(rounds, contenders);
            measured.medians()
                    .forEach((name, median) -> System.out.printf(
                            "%-24s %7.0f a second, best %7.0f, p50 %6.2f p99 %6.2f ms%n",
                            name, median.perSecond(), median.best(), median.millis(50), median.millis(99)));
            builds.forEach((build, requests) -> {
                for (String request : REQUESTS) {
                    System.out.printf(
                            "%s, %s: microseconds a request %s, %.2f of %s of build 1%n",
                            request,
                            build,
                            requests.get(request).microsPerRequest(),
                            measured.ratio(request + ", " + build, request + ", build 1"),
                            request);
                }
                if (REQUESTS.length == 3)
                    System.out.printf(
                            "%s: placing / no-op %.2f, changing / placing %.2f%n",
                            build,
                            measured.ratio("placing, " + build, "no-op, " + build),
                            measured.ratio("changing, " + build, "placing, " + build));
            });
        }
    }
}
