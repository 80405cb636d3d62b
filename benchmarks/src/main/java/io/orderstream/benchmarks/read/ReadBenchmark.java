package io.orderstream.benchmarks.read;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.orderstream.benchmarks.measure.ClosedLoop;
import io.orderstream.benchmarks.measure.MarkedSection;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.MongoServer;
import io.orderstream.benchmarks.measure.Rounds;
import io.orderstream.benchmarks.measure.ServerProcess;
import io.orderstream.benchmarks.measure.ServiceProcess;
import io.orderstream.benchmarks.measure.TemporaryFolder;
import io.orderstream.benchmarks.read.Reads.Read;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Measures the read side: requests through the service, beside requests that read nothing and beside the same reads by the bare
 * driver, in turns. Writes the results into the documentation.
 *
 * <p>Arguments: seconds a round, rounds, orders, the service's executable jar, the folder of the documentation.
 */
public final class ReadBenchmark {

    static final int[] CONNECTIONS = {1, 16, 64};

    private static final List<String> STORE_OPTIONS = List.of("-Xmx1g");
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final Duration WARM_UP = Duration.ofMillis(1_500);
    private static final int WARM_UPS = 3;

    /** The stand-in has no indexes: a page of more orders would tell nothing but how long it looks at all of them. */
    private static final int ORDERS_OF_PAGES = 2_000;

    private final Duration round;
    private final int rounds;
    private final int orders;
    private final Map<String, Object> results = new LinkedHashMap<>();

    private ReadBenchmark(Duration round, int rounds, int orders) {
        this.round = round;
        this.rounds = rounds;
        this.orders = orders;
    }

    public static void main(String[] arguments) throws Exception {
        Path documentation = Path.of(arguments[4]);
        var benchmark = new ReadBenchmark(
                Duration.ofMillis((long) (Double.parseDouble(arguments[0]) * 1_000)),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]));
        benchmark.run(Path.of(arguments[3]));
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Path file = documentation.resolve("benchmarks").resolve("read-side.json");
        json.writeValue(file.toFile(), benchmark.results);
        String report = new ReadReport(json.readTree(file.toFile())).markdown();
        System.out.println(report);
        new MarkedSection(documentation.resolve("benchmarks.md"), "read side").replace(report);
    }

    private void run(Path executable) throws Exception {
        results.put("date", LocalDate.now().toString());
        results.put("java", System.getProperty("java.version"));
        results.put("processors", Runtime.getRuntime().availableProcessors());
        results.put("rounds", rounds);
        results.put("roundMillis", round.toMillis());
        results.put("orders", orders);
        results.put("ordersOfPages", ORDERS_OF_PAGES);
        try (var folder = TemporaryFolder.create("read-benchmark");
                ServerProcess store = ServerProcess.start(
                        MongoServer.class, STORE_OPTIONS, folder.path("mongodb").toString())) {
            var quick = measured(executable, folder.path("quick"), store.address(), "orders", orders, Reads::quick);
            var pages =
                    measured(executable, folder.path("pages"), store.address(), "pages", ORDERS_OF_PAGES, Reads::pages);
            tell(quick, pages);
        }
    }

    /** What reads of a shop of its own come to, by the number of connections. */
    private Map<Integer, Rounds> measured(
            Path executable,
            Path folder,
            String mongodb,
            String database,
            int orders,
            Function<Reads, Map<String, Read>> which)
            throws Exception {
        Map<Integer, Rounds> measured = new LinkedHashMap<>();
        try (MongoClient mongo = MongoClients.create(mongodb)) {
            var shop = Shop.open(mongo.getDatabase(database), orders, 0);
            try (var service =
                    QueryService.start(executable, folder, ServiceProcess.HEAP_MEGABYTES, mongodb, database)) {
                var reads = which.apply(new Reads(service, mongo.getDatabase(database), shop, orders));
                warmUp(reads);
                for (int connections : CONNECTIONS) {
                    measured.put(connections, inTurns(reads, connections));
                }
            }
        }
        return measured;
    }

    private void tell(Map<Integer, Rounds> quick, Map<Integer, Rounds> pages) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Map<String, Object>> ratios = new ArrayList<>();
        quick.forEach((connections, rounds) -> {
            Rounds page = pages.get(connections);
            add(rows, rounds, connections);
            add(rows, page, connections);
            Map<String, Object> ratio = new LinkedHashMap<>();
            ratio.put("connections", connections);
            ratio.put("byIdToBareGet", rounds.ratio(Reads.BY_ID, Reads.BARE_GET));
            ratio.put("byIdToNoOp", rounds.ratio(Reads.BY_ID, Reads.NO_OP));
            ratio.put("byIdToDriver", rounds.ratio(Reads.BY_ID, Reads.DRIVER + Reads.BY_ID));
            ratio.put("monthToDriver", rounds.ratio(Reads.MONTH, Reads.DRIVER + Reads.MONTH));
            ratio.put("pageToDriver", page.ratio(Reads.PAGE, Reads.DRIVER + Reads.PAGE));
            ratios.add(ratio);
        });
        results.put("requests", rows);
        results.put("ratios", ratios);
    }

    private static void add(List<Map<String, Object>> rows, Rounds rounds, int connections) {
        for (Map.Entry<String, Measured> median : rounds.medians().entrySet()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("what", median.getKey());
            row.put("connections", connections);
            row.putAll(median.getValue().figures());
            rows.add(row);
        }
    }

    private static void warmUp(Map<String, Read> reads) throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            for (Read read : reads.values()) {
                read.run(new ClosedLoop(WARM_UP_CONNECTIONS, WARM_UP));
            }
        }
    }

    private Rounds inTurns(Map<String, Read> reads, int connections) throws Exception {
        ClosedLoop loop = new ClosedLoop(connections, round);
        Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
        reads.forEach((name, read) -> contenders.put(name, () -> read.run(loop)));
        return Rounds.inTurns(rounds, contenders);
    }
}
