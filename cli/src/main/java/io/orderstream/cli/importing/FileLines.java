package io.orderstream.cli.importing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file's lines ahead of their use, in a thread of its own, so that whoever takes them can be interrupted. What
 * was read and is not {@linkplain #done done} weighs no more than a bound; of a line that is longer than any server
 * reads, only the beginning is kept.
 */
final class FileLines {

    static final int LONGEST = 1024 * 1024;

    private static final int BOUND = 16 * LONGEST;
    private static final FileLine END = new FileLine(-1, new byte[0]);

    private final Semaphore weight = new Semaphore(BOUND);
    private final BlockingQueue<FileLine> read = new LinkedBlockingQueue<>();
    private volatile @Nullable IOException failure;

    /** Begins to read; the stream is closed at its end. */
    static FileLines of(InputStream file) {
        FileLines lines = new FileLines();
        Thread.ofPlatform().daemon().name("file").start(() -> lines.readAll(file));
        return lines;
    }

    private void readAll(InputStream file) {
        try (BufferedInputStream in = new BufferedInputStream(file, 64 * 1024)) {
            long number = 0;
            for (byte[] content = next(in); content != null; content = next(in)) {
                FileLine line = new FileLine(++number, content);
                weight.acquire(line.weight());
                read.add(line);
            }
        } catch (IOException unreadable) {
            failure = unreadable;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        read.add(END);
    }

    private static byte @Nullable [] next(BufferedInputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (octet >= 0 && octet != '\n') {
            if (line.size() < LONGEST) {
                line.write(octet);
            }
            octet = in.read();
        }
        return line.toByteArray();
    }

    /** The next line, or null at the end or where the file cannot be read on, however often it is asked for then. */
    @Nullable
    FileLine take() throws InterruptedException {
        FileLine line = read.take();
        if (line != END) {
            return line;
        }
        read.add(END);
        return null;
    }

    /**
     * Whether the end that was met was the file's.
     *
     * @throws IOException if the file could not be read on
     */
    void checkReadToItsEnd() throws IOException {
        if (failure != null) {
            throw new IOException("The file cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** Whether the next line, or the end, is there already. */
    boolean isReady() {
        return !read.isEmpty();
    }

    /** The line is needed no more, so another may be read. */
    void done(FileLine line) {
        weight.release(line.weight());
    }
}
