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

    private static final String DATABASE = "orders";

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
        try (var folder = TemporaryFolder.create("read-benchmark");
                ServerProcess store = ServerProcess.start(
                        MongoServer.class, STORE_OPTIONS, folder.path("mongodb").toString());
                MongoClient mongo = MongoClients.create(store.address())) {
            var database = mongo.getDatabase(DATABASE);
            var shop = Shop.open(database, orders, 0);
            try (var service = QueryService.start(
                    executable, folder.path("service"), ServiceProcess.HEAP_MEGABYTES, store.address(), DATABASE)) {
                measure(new Reads(service, database, shop, orders).all());
            }
        }
    }

    private void measure(Map<String, Read> reads) throws Exception {
        warmUp(reads);
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Map<String, Object>> ratios = new ArrayList<>();
        for (int connections : CONNECTIONS) {
            Rounds rounds = inTurns(reads, connections);
            add(rows, rounds, connections);
            Map<String, Object> ratio = new LinkedHashMap<>();
            ratio.put("connections", connections);
            ratio.put("byIdToBareGet", rounds.ratio(Reads.BY_ID, Reads.BARE_GET));
            ratio.put("byIdToNoOp", rounds.ratio(Reads.BY_ID, Reads.NO_OP));
            ratio.put("byIdToDriver", rounds.ratio(Reads.BY_ID, Reads.DRIVER + Reads.BY_ID));
            ratio.put("monthToDriver", rounds.ratio(Reads.MONTH, Reads.DRIVER + Reads.MONTH));
            ratio.put("pageToDriver", rounds.ratio(Reads.PAGE, Reads.DRIVER + Reads.PAGE));
            ratios.add(ratio);
        }
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
