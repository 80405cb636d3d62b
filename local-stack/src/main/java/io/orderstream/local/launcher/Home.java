package io.orderstream.local.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder that holds everything a local stack leaves on the disk: data, logs, unpacked services and what is running. */
record Home(Path directory) {

    private static final long MEGABYTE = 1024 * 1024;
    private static final long KEPT_LOG_BYTES = 10 * MEGABYTE;

    static Home configured() {
        return new Home(Path.of(System.getProperty("orderstream.home", ".orderstream"))
                .toAbsolutePath()
                .normalize());
    }

    Path data() {
        return directory.resolve("data");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path run() {
        return directory.resolve("run");
    }

    Path apps() {
        return directory.resolve("apps");
    }

    /** Fails with a sentence that names the folder if it cannot be written or its disk is nearly full. */
    void prepare(long neededMegabytes) {
        try {
            for (var folder : new Path[] {data(), logs(), run(), apps()}) {
                Files.createDirectories(folder);
            }
            var probe = Files.write(run().resolve("write-probe"), new byte[4096]);
            Files.delete(probe);
            long freeMegabytes = freeMegabytes();
            if (freeMegabytes < neededMegabytes) {
                throw new LauncherException("""
                        Not enough disk space: %d MB are free where %s is, and %d MB are needed.
                        Free some space, or keep the data elsewhere by setting ORDERSTREAM_HOME to another folder.""".formatted(freeMegabytes, directory, neededMegabytes));
            }
        } catch (IOException e) {
            throw new LauncherException("""
                    Cannot write in %s: %s
                    Make it writable and see that its disk is not full, or set ORDERSTREAM_HOME to another folder.""".formatted(directory, reason(e)), e);
        }
    }

    long freeMegabytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace() / MEGABYTE;
    }

    /** The lock is held as long as the stack is up, and goes with its holder, however that ends. */
    Optional<AutoCloseable> lock() {
        try {
            var channel = FileChannel.open(run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(channel);
        } catch (IOException e) {
            throw new LauncherException("Cannot lock " + run().resolve("lock") + ": " + reason(e), e);
        }
    }

    /** Appends go on in the same file until it is large; then the one before is kept. */
    Path startLog(String process) throws IOException {
        var log = log(process);
        if (Files.exists(log) && Files.size(log) > KEPT_LOG_BYTES) {
            Files.move(log, logs().resolve(process + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    static void release(AutoCloseable lock) {
        try {
            lock.close();
        } catch (Exception e) {
            throw new LauncherException("Cannot release the lock: " + e.getMessage(), e);
        }
    }

    static String reason(IOException e) {
        var kind = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? kind : e.getMessage() + " (" + kind + ")";
    }
}
