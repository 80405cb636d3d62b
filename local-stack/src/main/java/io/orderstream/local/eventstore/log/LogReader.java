package io.orderstream.local.eventstore.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Reads records by position, ahead when asked in order. One reader serves one thread at a time and holds at most one
 * window of the log in memory.
 */
public final class LogReader {
    private static final int SMALL = 4 * 1024;
    private static final int LARGE = 256 * 1024;

    private final Path file;
    private final FileChannel channel;

    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowStart;

    LogReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * The record at the position.
     *
     * @param end how far the log may be read; what lies beyond is not known to be on disk
     * @throws LogCorruptedException if there is no whole record at the position
     */
    public LogRecord read(long position, long end) throws IOException {
        int at = within(position, RecordLayout.HEADER);
        if (at < 0) {
            at = load(position, RecordLayout.HEADER, end);
        }
        int length = window.getInt(at + RecordLayout.AT_LENGTH);
        if (window.getInt(at + RecordLayout.AT_MAGIC) != RecordLayout.MAGIC
                || length < RecordLayout.HEADER
                || length > RecordLayout.MAX_LENGTH
                || position + length > end) {
            throw new LogCorruptedException(file, position, "no record begins there");
        }
        if (within(position, length) < 0) {
            at = load(position, length, end);
        }
        if (window.getInt(at + RecordLayout.AT_CHECKSUM) != RecordLayout.checksum(window, at, length)) {
            throw new LogCorruptedException(file, position, "the checksum does not match");
        }
        var record = new LogRecord(window, at);
        if (record.position() != position || !record.consistent()) {
            throw new LogCorruptedException(file, position, "the record belongs elsewhere");
        }
        return record;
    }

    private int within(long position, int length) {
        long at = position - windowStart;
        return at >= 0 && at + length <= window.limit() ? (int) at : -1;
    }

    private int load(long position, int atLeast, long end) throws IOException {
        long windowEnd = windowStart + window.limit();
        boolean inOrder = window.limit() > 0 && position >= windowStart && position <= windowEnd;
        int size = (int) Math.min(Math.max(atLeast, inOrder ? LARGE : SMALL), end - position);
        if (size < atLeast) {
            throw new LogCorruptedException(file, position, "the log ends inside a record");
        }
        // A new buffer each time: records handed out earlier still look at the old one.
        var fresh = ByteBuffer.allocate(size);
        while (fresh.hasRemaining()) {
            if (channel.read(fresh, position + fresh.position()) < 0) {
                throw new LogCorruptedException(file, position + fresh.position(), "the file is shorter than the log");
            }
        }
        window = fresh.flip();
        windowStart = position;
        return 0;
    }
}
