package io.orderstream.local.eventstore.log;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** The log is damaged where it was once known to be whole. Nothing is skipped and nothing is repaired. */
public final class LogCorruptedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long offset;

    LogCorruptedException(Path file, long offset, String what) {
        super("%s is damaged at offset %d: %s. Restore it from a copy; the store does not skip damage."
                .formatted(file.getFileName(), offset, what));
        this.offset = offset;
    }

    public long offset() {
        return offset;
    }
}
