package io.orderstream.projector.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How fast something went from when it was warm until its last event, and what that took of the processors. */
final class Throughput {

    private final int warm;
    private final Map<String, Long> pids;
    private int seen;
    private int atBegin;
    private long began;
    private Map<String, Long> spentAtBegin = Map.of();
    private long last;
    private Map<String, Long> spent = Map.of();

    /**
     * Measures nothing yet.
     *
     * @param warm how many events are not counted
     * @param pids the processes that take part, by what they are
     */
    Throughput(int warm, Map<String, Long> pids) {
        this.warm = warm;
        this.pids = pids;
    }

    /** To be told again and again how many events are done. */
    void reached(int events) {
        if (events == seen) {
            return;
        }
        seen = events;
        last = System.nanoTime();
        spent = spent();
        if (began == 0 && seen > warm) {
            began = last;
            atBegin = seen;
            spentAtBegin = spent;
        }
    }

    boolean hasReached(int events) {
        return seen >= events;
    }

    private Map<String, Long> spent() {
        return pids.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        process -> ProcessHandle.of(process.getValue())
                                .flatMap(handle -> handle.info().totalCpuDuration())
                                .orElseThrow()
                                .toNanos()));
    }

    Figures figures() {
        int events = seen - atBegin;
        Map<String, Double> micros = new LinkedHashMap<>();
        pids.keySet()
                .forEach(process ->
                        micros.put(process, (spent.get(process) - spentAtBegin.get(process)) / 1e3 / events));
        return new Figures(events / ((last - began) / 1e9), micros);
    }

    /**
     * What it came to.
     *
     * @param perSecond events a second
     * @param micros processor time an event in microseconds, by process
     */
    record Figures(double perSecond, Map<String, Double> micros) {

        private static final String SEPARATOR = "=";

        /** Says them to another process. */
        void write(Path file) throws IOException {
            Files.writeString(
                    file,
                    perSecond
                            + micros.entrySet().stream()
                                    .map(each -> "\n" + each.getKey() + SEPARATOR + each.getValue())
                                    .collect(Collectors.joining()));
        }

        static Figures read(Path file) throws IOException {
            Map<String, Double> micros = new LinkedHashMap<>();
            Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(SEPARATOR))
                    .forEach(each -> micros.put(each[0], Double.valueOf(each[1])));
            return new Figures(Double.parseDouble(Files.readAllLines(file).getFirst()), micros);
        }
    }
}
