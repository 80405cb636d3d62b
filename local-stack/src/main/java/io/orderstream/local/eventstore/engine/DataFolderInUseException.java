package io.orderstream.local.eventstore.engine;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** Another store, in this process or in another, has the folder open. */
public final class DataFolderInUseException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    DataFolderInUseException(Path folder) {
        super("another event store has %s open".formatted(folder));
    }
}
