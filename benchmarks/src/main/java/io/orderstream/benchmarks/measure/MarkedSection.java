package io.orderstream.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a text file between two marks, which a benchmark writes and people leave alone. */
public final class MarkedSection {

    private final Path file;
    private final String begin;
    private final String end;

    public MarkedSection(Path file, String name) {
        this.file = file;
        this.begin = "<!-- measured: " + name + " -->\n";
        this.end = "<!-- end: " + name + " -->";
    }

    /**
     * Puts the text there instead of what stood there.
     *
     * @throws IOException if the file cannot be read or written, or does not have both marks
     */
    public void replace(String text) throws IOException {
        String all = Files.readString(file);
        int from = all.indexOf(begin);
        int to = all.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(file + " has no section between " + begin.strip() + " and " + end);
        }
        Files.writeString(file, all.substring(0, from + begin.length()) + text + all.substring(to));
    }
}
