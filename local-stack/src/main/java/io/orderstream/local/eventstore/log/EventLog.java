package io.orderstream.local.eventstore.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An append-only file of checksummed records. What {@link #force()} returned for is on disk, as far as the operating
 * system and the disk keep their word on fsync. One thread appends; any number read, each with a reader of its own.
 *
 * <p>Opening reads and verifies the whole file. A tail that is no whole append is cut off and kept beside the log; it
 * was never acknowledged, unless the damage struck the last batch before a crash. Damage before that is refused with
 * its offset.
 */
public final class EventLog implements AutoCloseable {
    private static final long FORMAT = 0x4F53_4C4F_4700_0001L;
    static final int FILE_HEADER = 24;
    private static final int STAGE = 4 * 1024 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final UUID storeId;
    private final Recovery recovery;

    private ByteBuffer stage = ByteBuffer.allocateDirect(STAGE);
    private long written;
    private long durable;

    private EventLog(Path file, FileChannel channel, UUID storeId, Recovery recovery) {
        this.file = file;
        this.channel = channel;
        this.storeId = storeId;
        this.recovery = recovery;
        this.written = recovery.end();
        this.durable = recovery.end();
    }

    /**
     * Opens the log, making it if there is none.
     *
     * @param each is given every whole event in order; it must not keep the record's buffers
     * @throws LogCorruptedException if the log is damaged elsewhere than at its tail
     */
    public static EventLog open(Path file, Consumer<LogRecord> each) throws IOException {
        return open(
                file,
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                each);
    }

    /** The same over a channel to the file that was opened before; the log closes it. */
    public static EventLog open(Path file, FileChannel channel, Consumer<LogRecord> each) throws IOException {
        try {
            boolean fresh = channel.size() < FILE_HEADER;
            UUID storeId = fresh ? create(file, channel) : storeIdOf(file, channel);
            Recovery recovery = new LogRecovery(file, channel).run(each);
            return new EventLog(file, channel, storeId, recovery);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static UUID create(Path file, FileChannel channel) throws IOException {
        var storeId = UUID.randomUUID();
        var header = ByteBuffer.allocate(FILE_HEADER)
                .putLong(FORMAT)
                .putLong(storeId.getMostSignificantBits())
                .putLong(storeId.getLeastSignificantBits())
                .flip();
        channel.truncate(0);
        while (header.hasRemaining()) {
            channel.write(header, header.position());
        }
        channel.force(true);
        syncFolder(file);
        return storeId;
    }

    /** Without it the file's name may be lost in a power cut although its content was forced. */
    private static void syncFolder(Path file) throws IOException {
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static UUID storeIdOf(Path file, FileChannel channel) throws IOException {
        var header = ByteBuffer.allocate(FILE_HEADER);
        while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {
            continue;
        }
        if (header.flip().getLong() != FORMAT) {
            throw new LogCorruptedException(file, 0, "it is no event log of a version known here");
        }
        return new UUID(header.getLong(), header.getLong());
    }

    public UUID storeId() {
        return storeId;
    }

    public Recovery recovery() {
        return recovery;
    }

    /** Where the next record will stand. */
    public long nextPosition() {
        return written + stage.position();
    }

    /** Adds the record to the open batch and says where it will stand. It is on disk only after {@link #force()}. */
    public long append(NewRecord event) throws IOException {
        reserve(event.length());
        long position = nextPosition();
        RecordLayout.write(event, position, durable, stage);
        return position;
    }

    private void reserve(int length) throws IOException {
        if (stage.remaining() < length) {
            flush();
        }
        if (stage.remaining() < length) {
            stage = ByteBuffer.allocateDirect(length);
        }
    }

    private void flush() throws IOException {
        stage.flip();
        while (stage.hasRemaining()) {
            written += channel.write(stage, written);
        }
        stage.clear();
        if (stage.capacity() > STAGE) {
            stage = ByteBuffer.allocateDirect(STAGE);
        }
    }

    /**
     * Returns once everything appended is on disk, with where the log then ends. After an exception nothing is known
     * about what was appended since the last success, and the log must not be appended to again.
     */
    public long force() throws IOException {
        flush();
        channel.force(false);
        durable = written;
        return durable;
    }

    public LogReader reader() {
        return new LogReader(file, channel);
    }

    /** Seals the log: afterwards damage to any event, the last one too, is told from a torn tail. */
    public void seal() throws IOException {
        reserve(RecordLayout.HEADER);
        RecordLayout.writeSeal(nextPosition(), stage);
        force();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
