package io.orderstream.cli.importing;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What became of the lines so far. Not thread-safe. */
final class ImportReport {

    private static final int REASONS = 10;

    private long imported;
    private long already;
    private long differing;
    private long conflicts;
    private long rejected;
    private final List<String> reasons = new ArrayList<>();

    /** Counts a result that is final. */
    void add(FileLine line, ImportedLine result) {
        switch (result.status()) {
            case IMPORTED -> imported++;
            case ALREADY -> already++;
            case CONFLICT -> conflicts++;
            case REJECTED -> rejected++;
            case FAILED -> throw new IllegalArgumentException("not final");
        }
        if (!result.json().path("differences").isEmpty()) {
            differing++;
        }
        if (!result.status().isTaken() && reasons.size() < REASONS) {
            reasons.add("line " + line.number() + ": " + reason(result.json().path("problem")));
        }
    }

    private static String reason(JsonNode problem) {
        JsonNode error = problem.path("errors").path(0);
        String detail = problem.path("detail").asString("no reason given");
        return error.isMissingNode()
                ? detail
                : error.path("pointer").asString("") + " "
                        + error.path("detail").asString("");
    }

    long lines() {
        return imported + already + conflicts + rejected;
    }

    boolean allTaken() {
        return conflicts == 0 && rejected == 0;
    }

    /** What stands beside the progress bar. */
    String inShort() {
        return "%,d lines, %,d not imported".formatted(lines(), conflicts + rejected);
    }

    void print(PrintWriter out, double seconds) {
        out.printf("%,d lines in %.1f s, %,.0f/s%n", lines(), seconds, lines() / Math.max(1e-3, seconds));
        out.printf("  imported              %,12d%n", imported);
        out.printf("  there already         %,12d%n", already);
        out.printf("  imported otherwise    %,12d%n", conflicts);
        out.printf("  rejected              %,12d%n", rejected);
        out.printf("  with other totals     %,12d%n", differing);
        reasons.forEach(reason -> out.println("  " + reason));
        if (conflicts + rejected > reasons.size()) {
            out.printf("  and %,d more%n", conflicts + rejected - reasons.size());
        }
        out.flush();
    }
}
