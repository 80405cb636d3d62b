package io.orderstream.local.launcher;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The ends of log files, read without reading what comes before. */
final class LogFile {

    private static final int READ_AT_MOST = 256 * 1024;

    private LogFile() {}

    /** The last lines that were written from the offset on, indented for a message. */
    static String quote(Path file, long offset, int count) {
        return lastLines(file, offset, count)
                .lines()
                .map(line -> "  " + line)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    static String lastLines(Path file, long offset, int count) {
        if (!Files.exists(file)) {
            return "";
        }
        try (var channel = FileChannel.open(file)) {
            long from = Math.max(offset, channel.size() - READ_AT_MOST);
            List<String> lines = read(channel, from).lines().toList();
            return lines.stream()
                    .skip(Math.max(0, lines.size() - count))
                    .collect(Collectors.joining(System.lineSeparator()));
        } catch (IOException e) {
            return "(cannot be read: " + Home.reason(e) + ")";
        }
    }

    private static String read(FileChannel channel, long from) throws IOException {
        channel.position(Math.max(0, from));
        return new String(Channels.newInputStream(channel).readNBytes(READ_AT_MOST), StandardCharsets.UTF_8);
    }
}
