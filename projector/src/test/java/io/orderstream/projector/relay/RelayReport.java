package io.orderstream.projector.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the relay's benchmark came to, as a table for the documentation and as JSON beside it. */
final class RelayReport {

    static final String RELAY = "relay, catching up";
    static final String REPLAY = "replay";
    static final String TRANSACTIONAL = "transactional producer (b)";
    static final String IDEMPOTENT = "idempotent producer (a)";

    static final String PUBLISHER = "relay or producer";
    static final String BROKER = "broker";
    static final String EVENT_STORE = "event store";

    private static final String BEGIN = "<!-- measured: relay -->\n";
    private static final String END = "<!-- end: relay -->";
    private static final double AIM_OF_TRANSACTIONAL = 0.7;
    private static final int AIM_RATE = 500;
    private static final double AIM_MILLIS = 100;

    private final int events;
    private final int rounds;
    private final int seconds;
    private final Map<String, List<Double>> perSecond = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Double>>> micros = new LinkedHashMap<>();
    private final Map<Integer, Map<String, Double>> lags = new LinkedHashMap<>();

    RelayReport(int events, int rounds, int seconds) {
        this.events = events;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** What a contender came to in the next round. */
    void caughtUp(String contender, Throughput.Figures figures) {
        perSecond.computeIfAbsent(contender, none -> new ArrayList<>()).add(figures.perSecond());
        micros.computeIfAbsent(contender, none -> new ArrayList<>()).add(figures.micros());
        System.out.printf(Locale.ROOT, "%s: %s%n", contender, figures);
    }

    /** How long events took at a rate. */
    void lag(int rate, double[] sortedMillis) {
        Map<String, Double> lag = new LinkedHashMap<>();
        lag.put("p50", sortedMillis[sortedMillis.length / 2]);
        lag.put("p99", sortedMillis[sortedMillis.length * 99 / 100]);
        lag.put("max", sortedMillis[sortedMillis.length - 1]);
        lags.put(rate, lag);
        System.out.println(rate + " a second: " + lag);
    }

    /**
     * Puts the table between its marks, and the JSON beside.
     *
     * @throws IOException if the files cannot be read or written, or there are no marks
     */
    void write(Path documentation) throws IOException {
        Path file = documentation.resolve("benchmarks.md");
        String all = Files.readString(file);
        int from = all.indexOf(BEGIN) + BEGIN.length();
        int to = all.indexOf(END);
        if (from < BEGIN.length() || to < from) {
            throw new IOException(file + " has no section between " + BEGIN.strip() + " and " + END);
        }
        Files.writeString(documentation.resolve("benchmarks").resolve("relay.json"), json());
        Files.writeString(file, all.substring(0, from) + text() + all.substring(to));
    }

    private String json() {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("java", System.getProperty("java.version"));
        results.put("processors", Runtime.getRuntime().availableProcessors());
        results.put("events", events);
        results.put("rounds", rounds);
        results.put("secondsAtEachRate", seconds);
        results.put("eventsPerSecondByRound", perSecond);
        results.put("processorMicrosPerEventByRound", micros);
        results.put("lagMillisByRate", lags);
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(results) + "\n";
    }

    String text() {
        StringBuilder text = new StringBuilder(line(
                "%d cores, JDK %s, %,d events, %d rounds, %d s at each rate, %s, [as JSON](benchmarks/relay.json).%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                events,
                rounds,
                seconds,
                LocalDate.now(ZoneOffset.UTC)));
        text.append(line("%n| | events a second | best | ÷ (b) | ÷ (a) |%n|---|---|---|---|---|%n"));
        Stream.of(RELAY, REPLAY, TRANSACTIONAL, IDEMPOTENT)
                .forEach(contender -> text.append(line(
                        "| %s | %,.0f | %,.0f | %.2f | %.2f |%n",
                        contender,
                        median(perSecond.get(contender)),
                        perSecond.get(contender).stream()
                                .mapToDouble(each -> each)
                                .max()
                                .orElseThrow(),
                        ratio(contender, TRANSACTIONAL),
                        ratio(contender, IDEMPOTENT))));
        text.append(line(
                "%n| processor time an event, microseconds | relay or producer | broker | event store | together |%n"
                        + "|---|---|---|---|---|%n"));
        micros.forEach((contender, rounds) -> text.append(line(
                "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                contender,
                spent(rounds, PUBLISHER),
                spent(rounds, BROKER),
                spent(rounds, EVENT_STORE),
                spent(rounds, PUBLISHER) + spent(rounds, BROKER) + spent(rounds, EVENT_STORE))));
        text.append(line("%n| events a second | p50 | p99 | max, ms |%n|---|---|---|---|%n"));
        lags.forEach((rate, lag) -> text.append(
                line("| %,d | %.1f | %.1f | %.1f |%n", rate, lag.get("p50"), lag.get("p99"), lag.get("max"))));
        return text.append(aims()).toString();
    }

    private String aims() {
        double ofTransactional = ratio(RELAY, TRANSACTIONAL);
        double millis = lags.get(AIM_RATE).get("p99");
        return line(
                "%n- *Catching up at %.1f of (b)*: %s, %.2f.%n- *p99 below %.0f ms at %d events a second*: %s, %.1f ms.%n",
                AIM_OF_TRANSACTIONAL,
                reached(ofTransactional >= AIM_OF_TRANSACTIONAL),
                ofTransactional,
                AIM_MILLIS,
                AIM_RATE,
                reached(millis < AIM_MILLIS),
                millis);
    }

    private static String reached(boolean reached) {
        return reached ? "reached" : "**not reached**";
    }

    /** The median of what it was in each round. */
    private double ratio(String one, String other) {
        List<Double> ones = perSecond.get(one);
        List<Double> others = perSecond.get(other);
        return median(IntStream.range(0, ones.size())
                .mapToObj(round -> ones.get(round) / others.get(round))
                .toList());
    }

    private static double spent(List<Map<String, Double>> rounds, String process) {
        return median(
                rounds.stream().map(round -> round.getOrDefault(process, 0.0)).toList());
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(each -> each).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
