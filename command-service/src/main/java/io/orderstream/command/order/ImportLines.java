package io.orderstream.command.order;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of bytes into lines that end with a line feed; the last one may go without. Of a line that is too long
 * nothing is kept, and the one after it is read as any other. A stream that breaks off does so with an exception, so
 * that half a line never looks like a whole one; so does one whose next line takes too long to come. Not thread-safe.
 */
final class ImportLines {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private final Duration deadline;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long number;

    ImportLines(InputStream in, int longest, Duration deadline) {
        this.in = in;
        this.longest = longest;
        this.deadline = deadline;
    }

    /** A line; {@code content} is null if it is too long. */
    record Line(long number, byte @Nullable [] content) {}

    /** The next line, or null at the end of the stream. */
    @Nullable
    Line next() throws IOException {
        long due = System.nanoTime() + deadline.toNanos();
        ByteArrayOutputStream line = null;
        boolean tooLong = false;
        while (next < end || fill(due)) {
            int feed = next;
            while (feed < end && buffer[feed] != '\n') {
                feed++;
            }
            int length = feed - next;
            boolean whole = feed < end;
            int from = next;
            next = whole ? feed + 1 : feed;
            int before = line == null ? 0 : line.size();
            tooLong |= before + length > longest;
            if (!tooLong) {
                line = line == null ? new ByteArrayOutputStream(whole ? length : BUFFER) : line;
                line.write(buffer, from, length);
            }
            if (whole) {
                return line(tooLong, line);
            }
        }
        return tooLong || line != null ? line(tooLong, line) : null;
    }

    private Line line(boolean tooLong, @Nullable ByteArrayOutputStream content) {
        return new Line(++number, tooLong || content == null ? null : content.toByteArray());
    }

    private boolean fill(long due) throws IOException {
        if (System.nanoTime() > due) {
            throw new IOException("a line did not come in time");
        }
        next = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
