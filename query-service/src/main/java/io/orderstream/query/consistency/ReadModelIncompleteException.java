package io.orderstream.query.consistency;

import io.orderstream.query.web.ServiceUnavailableException;
import java.time.Duration;

/** What the token stands for could not be applied to what was asked for, and is parked until somebody repairs that. */
public final class ReadModelIncompleteException extends ServiceUnavailableException {

    private static final long serialVersionUID = 1L;

    ReadModelIncompleteException() {
        super(
                "read-model-incomplete",
                "Part of the read model is parked",
                "What the consistency token stands for could not be applied and waits for a repair; without the token"
                        + " older data is shown.",
                Duration.ofSeconds(30),
                null);
    }
}
