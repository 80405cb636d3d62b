package io.orderstream.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong, counted by kind, with the first few of each kind word for word. Thread-safe. */
final class Findings {

    private static final int EXAMPLES = 3;

    private final Map<String, Kind> kinds = new TreeMap<>();

    private static final class Kind {
        private long count;
        private final List<String> examples = new ArrayList<>(EXAMPLES);
    }

    synchronized void add(String kind, String example) {
        var known = kinds.computeIfAbsent(kind, name -> new Kind());
        known.count++;
        if (known.examples.size() < EXAMPLES) {
            known.examples.add(example);
        }
    }

    synchronized long count() {
        return kinds.values().stream().mapToLong(kind -> kind.count).sum();
    }

    boolean isEmpty() {
        return count() == 0;
    }

    /** A line for each kind with its count, followed by its examples. */
    synchronized List<String> lines() {
        var lines = new ArrayList<String>();
        kinds.forEach((name, kind) -> {
            lines.add(kind.count + " x " + name);
            kind.examples.forEach(example -> lines.add("    " + example));
        });
        return lines;
    }
}
