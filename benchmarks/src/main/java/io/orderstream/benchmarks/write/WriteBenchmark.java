package io.orderstream.benchmarks.write;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderstream.benchmarks.measure.ClosedLoop;
import io.orderstream.benchmarks.measure.MarkedSection;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.Rounds;
import io.orderstream.benchmarks.measure.ServiceProcess;
import io.orderstream.command.order.domain.OrderAgeBenchmark;
import io.orderstream.command.order.domain.OrderBenchmark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the write side: its pure functions by themselves, then the service over HTTP beside what it costs to answer
 * and do nothing, then what the cache of folded orders saves. Writes the results into the documentation.
 *
 * <p>Arguments: seconds a round, rounds, the service's executable jar, the folder of the documentation.
 */
public final class WriteBenchmark {

    static final int[] CONNECTIONS = {1, 16, 32, 64};

    /** Where the aims are set. */
    static final int AIM_CONNECTIONS = 32;

    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final int WARM_UPS = 3;
    private static final int WARM_UPS_OF_NEW_SERVICES = 6;
    private static final int[] IMPORTS = {1, 4};
    private static final int WARM_UP_LINES = 8_000;
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);

    private final Duration round;
    private final int rounds;
    private final Path service;
    private final Map<String, Object> results = new LinkedHashMap<>();

    private WriteBenchmark(Duration round, int rounds, Path service) {
        this.round = round;
        this.rounds = rounds;
        this.service = service;
    }

    public static void main(String[] arguments) throws Exception {
        Path documentation = Path.of(arguments[3]);
        var benchmark = new WriteBenchmark(
                Duration.ofMillis((long) (Double.parseDouble(arguments[0]) * 1_000)),
                Integer.parseInt(arguments[1]),
                Path.of(arguments[2]));
        benchmark.run();
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Path file = documentation.resolve("benchmarks").resolve("write-side.json");
        json.writeValue(file.toFile(), benchmark.results);
        String report = new WriteReport(json.readTree(file.toFile())).markdown();
        System.out.println(report);
        new MarkedSection(documentation.resolve("benchmarks.md"), "write side").replace(report);
    }

    private void run() throws Exception {
        results.put("date", LocalDate.now().toString());
        results.put("java", System.getProperty("java.version"));
        results.put("processors", Runtime.getRuntime().availableProcessors());
        results.put("rounds", rounds);
        results.put("roundMillis", round.toMillis());
        results.put("functions", measured(OrderBenchmark.class, "lines"));
        results.put("ages", measured(OrderAgeBenchmark.class, "events"));
        try (var system = WriteSystem.start()) {
            ServiceProcess one = system.service(service, Map.of());
            requests(Requests.to(one, system));
            imports(one, system);
            Map<String, ServiceProcess> caches = new LinkedHashMap<>();
            caches.put("64 MB (as delivered)", system.service(service, Map.of()));
            caches.put("1 MB", system.service(service, cacheOf("1MB")));
            caches.put("none", system.service(service, cacheOf("0B")));
            caches(system, caches);
        }
    }

    private static Map<String, String> cacheOf(String size) {
        return Map.of("ORDERSTREAM_ORDERS_CACHESIZE", size);
    }

    /** Each function of a benchmark, for each value of its parameter. */
    private static List<Map<String, Object>> measured(Class<?> functions, String parameter) throws RunnerException {
        Collection<RunResult> measured = new Runner(new OptionsBuilder()
                        .include(functions.getName())
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(ITERATION)
                        .measurementIterations(5)
                        .measurementTime(ITERATION)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RunResult result : measured) {
            String benchmark = result.getParams().getBenchmark();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("what", benchmark.substring(benchmark.lastIndexOf('.') + 1));
            row.put(parameter, Integer.valueOf(result.getParams().getParam(parameter)));
            row.put("micros", result.getPrimaryResult().getScore());
            row.put("microsError", result.getPrimaryResult().getScoreError());
            row.put(
                    "bytes",
                    Math.round(result.getSecondaryResults()
                            .get("gc.alloc.rate.norm")
                            .getScore()));
            rows.add(row);
        }
        return rows;
    }

    private void requests(Requests requests) throws Exception {
        warmUp(requests.from(AIM_CONNECTIONS), WARM_UPS);
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Map<String, Object>> ratios = new ArrayList<>();
        for (int connections : CONNECTIONS) {
            Map<String, Metered> kinds = requests.from(connections);
            Rounds measured = inTurns(kinds, connections);
            measured.medians().forEach((kind, median) -> rows.add(row(kind, connections, median, kinds.get(kind))));
            Map<String, Object> ratio = new LinkedHashMap<>();
            ratio.put("connections", connections);
            ratio.put("placingToNoOp", measured.ratio(Requests.PLACING, Requests.NO_OP));
            ratio.put("changingToPlacing", measured.ratio(Requests.CHANGING, Requests.PLACING));
            ratio.put("mixToPlacing", measured.ratio(Requests.MIX, Requests.PLACING));
            ratios.add(ratio);
        }
        results.put("requests", rows);
        results.put("ratios", ratios);
    }

    /** Imports, with placing in the same rounds. */
    private void imports(ServiceProcess service, WriteSystem system) throws Exception {
        Orders orders = new Orders(0);
        Map<String, Metered> kinds = new LinkedHashMap<>();
        kinds.put(Requests.PLACING, system.metered(service, i -> orders.placing()));
        Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
        ClosedLoop placing = new ClosedLoop(AIM_CONNECTIONS, round);
        contenders.put(Requests.PLACING, () -> kinds.get(Requests.PLACING).run(placing));
        for (int connections : IMPORTS) {
            Metered metered = system.metered(service, i -> orders.placing());
            Measured warm = Measured.medianOf(warmUpImports(service, connections, orders));
            ImportRun imports = new ImportRun(connections, linesOfARound(warm, connections));
            String kind = Requests.IMPORTING + ", " + connections + " at once";
            kinds.put(kind, metered);
            contenders.put(kind, () -> metered.run(imports, orders::line));
        }
        Rounds measured = Rounds.inTurns(rounds, contenders);
        List<Map<String, Object>> rows = new ArrayList<>();
        measured.medians().forEach((kind, median) -> {
            Map<String, Object> row = row(kind, AIM_CONNECTIONS, median, kinds.get(kind));
            row.put("ratioToPlacing", measured.ratio(kind, Requests.PLACING));
            rows.add(row);
        });
        results.put("imports", rows);
    }

    private static List<Measured> warmUpImports(ServiceProcess service, int connections, Orders orders)
            throws Exception {
        List<Measured> warm = new ArrayList<>();
        for (int i = 0; i < WARM_UPS; i++) {
            warm.add(new ImportRun(connections, WARM_UP_LINES / connections).run(service.port(), orders::line));
        }
        return warm;
    }

    private int linesOfARound(Measured warm, int connections) {
        return (int) Math.max(1, warm.perSecond() * round.toMillis() / 1_000 / connections);
    }

    /** Services that began together, so that none has more of its code compiled than another. */
    private void caches(WriteSystem system, Map<String, ServiceProcess> caches) throws Exception {
        Map<String, Metered> mixes = new LinkedHashMap<>();
        for (var cache : caches.entrySet()) {
            Orders orders = new Orders(Requests.OPEN_ORDERS);
            orders.begin(cache.getValue().port());
            mixes.put(cache.getKey(), system.metered(cache.getValue(), i -> orders.living(i, AIM_CONNECTIONS)));
        }
        warmUp(mixes, WARM_UPS_OF_NEW_SERVICES);
        Map<String, Counts> before = new LinkedHashMap<>();
        for (var cache : caches.entrySet()) {
            before.put(cache.getKey(), Counts.of(cache.getValue()));
        }
        Rounds measured = inTurns(mixes, AIM_CONNECTIONS);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (var median : measured.medians().entrySet()) {
            String cache = median.getKey();
            Metered mix = mixes.get(cache);
            Counts counted = Counts.of(caches.get(cache)).since(before.get(cache));
            Map<String, Object> row = row(cache, AIM_CONNECTIONS, median.getValue(), mix);
            row.put("decisionsPerCommand", counted.decisions() / mix.requests());
            row.put("readsPerCommand", counted.reads() / mix.requests());
            row.put("ratioToNone", measured.ratio(cache, "none"));
            rows.add(row);
        }
        results.put("caches", rows);
    }

    /** What a service counted since it started. */
    private record Counts(double decisions, double reads) {

        static Counts of(ServiceProcess service) throws Exception {
            return new Counts(service.count("orderstream.orders.decisions"), service.count("orderstream.orders.reads"));
        }

        Counts since(Counts earlier) {
            return new Counts(decisions - earlier.decisions, reads - earlier.reads);
        }
    }

    private static void warmUp(Map<String, Metered> kinds, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            for (Metered kind : kinds.values()) {
                kind.warmUp(new ClosedLoop(AIM_CONNECTIONS, WARM_UP));
            }
        }
    }

    private Rounds inTurns(Map<String, Metered> kinds, int connections) throws Exception {
        ClosedLoop loop = new ClosedLoop(connections, round);
        Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
        kinds.forEach((kind, requests) -> contenders.put(kind, () -> requests.run(loop)));
        return Rounds.inTurns(rounds, contenders);
    }

    private static Map<String, Object> row(String what, int connections, Measured median, Metered metered) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", what);
        row.put("connections", connections);
        row.putAll(median.figures());
        row.put("processorMicros", metered.microsPerRequest());
        return row;
    }
}
