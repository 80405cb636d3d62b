package io.orderstream.benchmarks.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.orderstream.benchmarks.measure.MarkedSection;
import io.orderstream.benchmarks.measure.MongoServer;
import io.orderstream.benchmarks.measure.ServerProcess;
import io.orderstream.benchmarks.measure.TemporaryFolder;
import io.orderstream.benchmarks.read.QueryService;
import io.orderstream.benchmarks.read.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many updates a second reach all clients of live updates, and how long after the change: orders are changed in MongoDB as
 * the projector would change them, at several rates. Writes the results into the documentation.
 *
 * <p>Arguments: numbers of clients with commas between them, seconds a round, rounds, the service's executable jar, the
 * folder of the documentation.
 */
public final class LiveBenchmark {

    /** How many updates all clients together are to be told a second; the more clients, the fewer changes that takes. */
    private static final int[] UPDATES_A_SECOND = {10_000, 25_000, 50_000, 100_000, 200_000};

    private static final int WARM_UP_UPDATES_A_SECOND = 50_000;

    /** So that the service lets 5,000 clients in. */
    private static final int HEAP_MEGABYTES = 2_048;

    private static final String DATABASE = "orders";
    private static final int ORDERS = 4_000;
    private static final int TICK_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 60;

    /** What a process has open besides its clients. */
    private static final int OTHER_FILES = 300;

    private final int[] clients;
    private final int seconds;
    private final int rounds;
    private final Map<String, Long> changedAt = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    private LiveBenchmark(int[] clients, int seconds, int rounds) {
        this.clients = clients;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new LiveBenchmark(
                Stream.of(arguments[0].split(",")).mapToInt(Integer::parseInt).toArray(),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]));
        Path documentation = Path.of(arguments[4]);
        Map<String, Object> results = benchmark.run(Path.of(arguments[3]));
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Path file = documentation.resolve("benchmarks").resolve("live.json");
        json.writeValue(file.toFile(), results);
        String report = markdown(json.readTree(file.toFile()));
        System.out.println(report);
        new MarkedSection(documentation.resolve("benchmarks.md"), "live").replace(report);
    }

    /** What a rate came to. */
    private record Fanned(double perSecond, double megabytes, double p50, double p99, long missing, int lost) {}

    private Map<String, Object> run(Path executable) throws Exception {
        checkOpenFiles();
        try (var folder = TemporaryFolder.create("live-benchmark");
                ServerProcess store = ServerProcess.start(
                        MongoServer.class,
                        List.of("-Xmx512m"),
                        folder.path("mongodb").toString());
                MongoClient mongo = MongoClients.create(store.address())) {
            var shop = Shop.open(mongo.getDatabase(DATABASE), ORDERS, ORDERS);
            try (var service =
                    QueryService.start(executable, folder.path("service"), HEAP_MEGABYTES, store.address(), DATABASE)) {
                return measure(shop, service.port());
            }
        }
    }

    /** Each client is a file of this process, and one of the service, which inherits the limit. */
    private void checkOpenFiles() throws IOException {
        int most = IntStream.of(clients).max().orElseThrow();
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return;
        }
        try (var lines = Files.lines(limits)) {
            String soft = lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s{2,}")[1])
                    .findFirst()
                    .orElse("unlimited");
            if (!soft.equals("unlimited") && Long.parseLong(soft) < most + OTHER_FILES) {
                throw new IllegalStateException(
                        "%,d clients need more open files than %s; raise the limit (ulimit -n) first"
                                .formatted(most, soft));
            }
        }
    }

    private Map<String, Object> measure(Shop shop, int port) throws Exception {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("date", LocalDate.now().toString());
        results.put("java", System.getProperty("java.version"));
        results.put("processors", Runtime.getRuntime().availableProcessors());
        results.put("rounds", rounds);
        results.put("seconds", seconds);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int count : clients) {
            rows.addAll(measure(shop, port, count));
        }
        results.put("rates", rows);
        return results;
    }

    private List<Map<String, Object>> measure(Shop shop, int port, int count) throws Exception {
        Map<Integer, List<Fanned>> byRate = new LinkedHashMap<>();
        try (var told = LiveClients.connect(port, count, changedAt)) {
            round(shop, told, count, WARM_UP_UPDATES_A_SECOND / count);
            for (int i = 0; i < rounds; i++) {
                for (int updates : UPDATES_A_SECOND) {
                    int rate = updates / count;
                    byRate.computeIfAbsent(rate, first -> new ArrayList<>()).add(round(shop, told, count, rate));
                }
            }
        }
        return byRate.entrySet().stream()
                .map(rate -> row(count, rate.getKey(), rate.getValue()))
                .toList();
    }

    /** Changes orders at an even pace, and waits until everybody was told of all changes. */
    private Fanned round(Shop shop, LiveClients told, int clients, int rate) throws Exception {
        int changes = rate * seconds;
        int lostBefore = told.lost();
        var round = told.expect(changes);
        long began = System.nanoTime();
        var left = new AtomicInteger(changes);
        try (var pace = Executors.newSingleThreadScheduledExecutor()) {
            var ticks = pace.scheduleAtFixedRate(
                    () -> {
                        double due = Math.min(changes, (System.nanoTime() - began) / 1e9 * rate);
                        change(shop, left, (int) due - (changes - left.get()));
                    },
                    TICK_MILLIS,
                    TICK_MILLIS,
                    TimeUnit.MILLISECONDS);
            round.await(seconds + PATIENCE_SECONDS);
            if (ticks.isDone()) {
                ticks.get();
            }
            ticks.cancel(false);
            double took = (System.nanoTime() - began) / 1e9;
            return new Fanned(
                    round.told() / took,
                    round.bytes() / took / 1e6,
                    round.delays().getValueAtPercentile(50) / 1e3,
                    round.delays().getValueAtPercentile(99) / 1e3,
                    (long) changes * clients - round.told(),
                    told.lost() - lostBefore);
        }
    }

    /** One order after the other, so that no order changes again before everybody was told. */
    private void change(Shop shop, AtomicInteger left, int count) {
        if (count <= 0) {
            return;
        }
        List<Integer> numbers = IntStream.range(0, count)
                .mapToObj(i -> next.getAndUpdate(number -> (number + 1) % ORDERS))
                .toList();
        long now = System.nanoTime();
        numbers.forEach(number -> changedAt.put(Shop.orderId(number), now));
        shop.change(numbers);
        left.addAndGet(-count);
    }

    private static Map<String, Object> row(int clients, int rate, List<Fanned> measured) {
        var sorted = measured.stream()
                .sorted(Comparator.comparing(Fanned::perSecond))
                .toList();
        var median = sorted.get(sorted.size() / 2);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("clients", clients);
        row.put("changesPerSecond", rate);
        row.put("asked", (long) rate * clients);
        row.put("perSecond", Math.round(median.perSecond()));
        row.put("bestPerSecond", Math.round(sorted.getLast().perSecond()));
        row.put("megabytesPerSecond", median.megabytes());
        row.put("p50Millis", median.p50());
        row.put("p99Millis", median.p99());
        row.put("missing", measured.stream().mapToLong(Fanned::missing).sum());
        row.put("lost", measured.stream().mapToInt(Fanned::lost).sum());
        return row;
    }

    private static String markdown(JsonNode results) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s cores, JDK %s, %s rounds of %s s each, %s, [as JSON](benchmarks/live.json).%n%n",
                results.get("processors").asText(),
                results.get("java").asText(),
                results.get("rounds").asText(),
                results.get("seconds").asText(),
                results.get("date").asText()));
        text.append(
                "| clients | changes a second | updates to be told a second | told a second | best | MB/s | p50 | p99 ms | updates missing | clients lost |\n");
        text.append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (JsonNode row : results.get("rates")) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %,d | %,d | %,d | %.1f | %.0f | %.0f | %,d | %,d |%n",
                    row.get("clients").asInt(),
                    row.get("changesPerSecond").asInt(),
                    row.get("asked").asLong(),
                    row.get("perSecond").asLong(),
                    row.get("bestPerSecond").asLong(),
                    row.get("megabytesPerSecond").asDouble(),
                    row.get("p50Millis").asDouble(),
                    row.get("p99Millis").asDouble(),
                    row.get("missing").asLong(),
                    row.get("lost").asInt()));
        }
        return text.toString();
    }
}
