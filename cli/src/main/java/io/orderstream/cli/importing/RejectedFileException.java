package io.orderstream.cli.importing;

import java.io.IOException;

/** Lines that were not imported cannot be written down. */
final class RejectedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    RejectedFileException(IOException cause) {
        super("Lines that were not imported cannot be written down: " + cause.getMessage(), cause);
    }
}
