package io.orderstream.benchmarks.projection;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.orderstream.benchmarks.measure.ExecutableJar;
import io.orderstream.benchmarks.measure.MarkedSection;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.Rounds;
import io.orderstream.local.eventstore.LocalEventStore;
import io.orderstream.local.mongodb.LocalMongo;
import io.orderstream.readmodel.Projection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how fast a projector catches up, each read model by itself, beside reading and decoding the same events alone and
 * writing the same documents alone; how much memory it has meanwhile; and how far it is behind while commands come in.
 * Writes the results into the documentation.
 *
 * <p>Arguments: events, rounds, seconds at each rate, the projector's executable jar, the folder of the documentation.
 */
public final class ProjectionBenchmark {

    static final String READING = "reading and decoding";

    private static final int[] RATES = {100, 500, 1_000};
    private static final int SHARDS = 4;
    private static final int SHARD_SAMPLES = 50;

    /** More than a projector does before it is seen to be paused. */
    private static final int LEAST_IN_A_ROUND = 8_000;

    private final int events;
    private final int rounds;
    private final int seconds;
    private final Map<String, Object> results = new LinkedHashMap<>();

    private ProjectionBenchmark(int events, int rounds, int seconds) {
        if (events / (rounds + 1) < LEAST_IN_A_ROUND) {
            throw new IllegalArgumentException("too few events for so many rounds");
        }
        this.events = events;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new ProjectionBenchmark(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Path folder = Files.createTempDirectory("projection-benchmark");
        try {
            benchmark.run(folder, new ExecutableJar(Path.of(arguments[3])).unpacked(folder.resolve("projector")));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        benchmark.tell(Path.of(arguments[4]));
        System.exit(0);
    }

    private void tell(Path documentation) throws Exception {
        Path file = documentation.resolve("benchmarks").resolve("projecting.json");
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, json.writeValueAsString(results));
        String report = new ProjectionReport(json.readTree(file)).markdown();
        System.out.println(report);
        new MarkedSection(documentation.resolve("benchmarks.md"), "projecting").replace(report);
    }

    private void run(Path folder, Path projector) throws Exception {
        results.put("date", LocalDate.now().toString());
        results.put("java", System.getProperty("java.version"));
        results.put("processors", Runtime.getRuntime().availableProcessors());
        results.put("rounds", rounds);
        results.put("heapMegabytes", Jvm.HEAP_MEGABYTES);
        try (LocalEventStore store = LocalEventStore.open(folder.resolve("eventstore"), 0);
                LocalMongo mongodb = LocalMongo.start(folder.resolve("mongodb"), 0);
                OrderLog log = new OrderLog(store.connectionString());
                MongoClient mongo = MongoClients.create(mongodb.connectionString())) {
            String shards = mongodb.connectionString() + "/shards";
            ProjectorProcess divided = ProjectorProcess.start(projector, store.connectionString(), shards, SHARDS);
            try {
                var delays = new Delays(log, new Progress(mongo, "shards"), SHARDS);
                results.put("shards", SHARDS);
                results.put("idle", delays.whenIdle(SHARD_SAMPLES));
            } finally {
                divided.close();
            }
            String whole = mongodb.connectionString() + "/whole";
            try (var process = ProjectorProcess.start(projector, store.connectionString(), whole, 1);
                    var alone = new AloneProcess(store.connectionString(), mongodb.connectionString())) {
                Progress progress = new Progress(mongo, "whole");
                results.put("underLoad", underLoad(log, progress));
                catchUp(process, progress, log, alone);
            }
        }
    }

    private void catchUp(ProjectorProcess process, Progress progress, OrderLog log, AloneProcess alone)
            throws Exception {
        for (Projection<?> readModel : ReadModels.ALL) {
            process.pause(readModel.name());
            Patience.until(() -> !progress.isOwned(readModel));
        }
        long start = progress.of(ReadModels.ORDERS).position();
        results.put("events", events);
        log.fill(events + (rounds + 1L) * LEAST_IN_A_ROUND);
        int stretch = events / (rounds + 1);
        var reading = new ReadingAlone(alone, start, stretch);
        Map<String, CatchUp> catchUps = new LinkedHashMap<>();
        for (Projection<?> readModel : ReadModels.ALL) {
            catchUps.put(readModel.name(), new CatchUp(readModel, process, progress, alone, start, stretch));
        }
        Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
        contenders.put(READING, reading::next);
        catchUps.forEach((name, catchUp) -> {
            contenders.put(name, catchUp::project);
            contenders.put(writing(name), catchUp::writeAlone);
        });
        Rounds.inTurns(1, contenders);
        Rounds measured = Rounds.inTurns(rounds, contenders);
        tellCatchUp(measured, catchUps);
    }

    private static String writing(String readModel) {
        return "writing " + readModel;
    }

    private void tellCatchUp(Rounds measured, Map<String, CatchUp> catchUps) {
        Map<String, Measured> medians = measured.medians();
        results.put("reading", figures(medians.get(READING)));
        List<Map<String, Object>> rows = new ArrayList<>();
        catchUps.forEach((name, catchUp) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("readModel", name);
            row.put("projecting", figures(medians.get(name)));
            row.put("writing", figures(medians.get(writing(name))));
            List<String> both = List.of(READING, writing(name));
            row.put("toTheSlower", measured.ratioToSlowest(name, both));
            row.put("toBothInTurn", measured.ratioToAllInTurn(name, both));
            row.put("mostResidentMegabytes", catchUp.mostResidentMegabytes());
            row.put("mostHeapMegabytes", catchUp.mostHeapMegabytes());
            rows.add(row);
        });
        results.put("readModels", rows);
    }

    private static Map<String, Long> figures(Measured measured) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("perSecond", Math.round(measured.perSecond()));
        figures.put("bestPerSecond", Math.round(measured.best()));
        return figures;
    }

    /** With all read models, as they run where nobody measures; what comes first does not count. */
    private List<Map<String, Object>> underLoad(OrderLog log, Progress progress) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        var delays = new Delays(log, progress, 1);
        delays.underLoad(RATES[RATES.length - 1], seconds);
        for (int rate : RATES) {
            rows.add(delays.underLoad(rate, seconds));
        }
        return rows;
    }
}
