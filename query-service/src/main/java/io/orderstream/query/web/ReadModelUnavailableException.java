package io.orderstream.query.web;

import java.time.Duration;

/** MongoDB could not be asked, or did not answer in time. */
final class ReadModelUnavailableException extends ServiceUnavailableException {

    private static final long serialVersionUID = 1L;

    ReadModelUnavailableException(Throwable cause) {
        super(
                "read-model-unavailable",
                "The read models cannot be reached",
                "The data cannot be read at the moment; try again.",
                Duration.ofSeconds(1),
                cause);
    }
}
