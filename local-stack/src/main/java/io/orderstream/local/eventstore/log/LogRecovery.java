package io.orderstream.local.eventstore.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the log from its start, cuts a torn tail, refuses damage. */
final class LogRecovery {
    private static final int CHUNK = 1024 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final long size;

    LogRecovery(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    Recovery run(Consumer<LogRecord> each) throws IOException {
        var reader = new LogReader(file, channel);
        List<LogRecord> open = new ArrayList<>();
        long events = 0;
        long position = EventLog.FILE_HEADER;
        long whole = position;
        while (position < size) {
            LogRecord next = tryRead(reader, position);
            if (next == null) {
                refuseIfOnceDurable(reader, position);
                break;
            }
            open.add(next);
            position += next.length();
            if (next.lastOfAppend()) {
                for (var complete : open) {
                    if (!complete.seal()) {
                        each.accept(complete);
                        events++;
                    }
                }
                open.clear();
                whole = position;
            }
        }
        return new Recovery(events, whole, size - whole, cut(whole));
    }

    private @Nullable LogRecord tryRead(LogReader reader, long position) throws IOException {
        if (size - position < RecordLayout.HEADER) {
            return null;
        }
        try {
            return reader.read(position, size);
        } catch (LogCorruptedException e) {
            return null;
        }
    }

    /**
     * A record further on that was written when the log was known to be on disk beyond the bad place proves that the
     * bad place was whole once. Without such a record it is a tail that was being written.
     */
    private void refuseIfOnceDurable(LogReader reader, long bad) throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK);
        for (long from = bad + 1; from + RecordLayout.HEADER <= size; from += CHUNK - Integer.BYTES + 1) {
            chunk.clear().limit((int) Math.min(CHUNK, size - from));
            while (chunk.hasRemaining() && channel.read(chunk, from + chunk.position()) >= 0) {
                continue;
            }
            for (int at = 0; at + Integer.BYTES <= chunk.position(); at++) {
                if (chunk.getInt(at) == RecordLayout.MAGIC) {
                    LogRecord later = tryRead(reader, from + at);
                    if (later != null && later.durable() > bad) {
                        throw new LogCorruptedException(file, bad, "the record there was whole once and is not now");
                    }
                }
            }
        }
    }

    private @Nullable Path cut(long end) throws IOException {
        if (end == size) {
            return null;
        }
        Path saved = file.resolveSibling(file.getFileName() + ".cut-at-" + end);
        try (var copy = FileChannel.open(
                saved, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long from = end; from < size; ) {
                from += channel.transferTo(from, size - from, copy);
            }
            copy.force(true);
        }
        channel.truncate(end);
        channel.force(true);
        return saved;
    }
}
