package io.orderstream.query.consistency;

import io.orderstream.query.web.ServiceUnavailableException;
import java.time.Duration;

/** The read model did not come as far as the token in the time that a read waits. */
public final class ReadModelBehindException extends ServiceUnavailableException {

    private static final long serialVersionUID = 1L;

    public ReadModelBehindException() {
        super(
                "read-model-behind",
                "The read model has not caught up",
                "What the consistency token stands for cannot be read yet; try again with the same token.",
                Duration.ofSeconds(1),
                null);
    }
}
