package io.orderstream.local.eventstore.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A file whose content as of the last fsync is known, and which may fail at its fsync. */
final class LossyDisk extends FileChannel {
    private final FileChannel file;
    private final Path path;
    private final Path forced;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicInteger forces = new AtomicInteger();

    LossyDisk(Path path) throws IOException {
        this.path = path;
        this.forced = path.resolveSibling("forced");
        this.file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    void failFromNowOn() {
        failing.set(true);
    }

    int forces() {
        return forces.get();
    }

    /** What a power cut would leave: only what was forced. */
    byte[] afterPowerCut() throws IOException {
        return Files.readAllBytes(forced);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (failing.get()) {
            throw new IOException("the disk failed");
        }
        file.force(metaData);
        Files.write(forced, Files.readAllBytes(path));
        forces.incrementAndGet();
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
        return file.read(into, at);
    }

    @Override
    public int write(ByteBuffer from, long at) throws IOException {
        return file.write(from, at);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        return file.transferTo(at, count, target);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int read(ByteBuffer into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long at, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
