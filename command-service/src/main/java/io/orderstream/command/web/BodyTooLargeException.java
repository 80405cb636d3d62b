package io.orderstream.command.web;

import java.io.IOException;
import org.springframework.http.HttpStatus;

/** A request's body has more bytes than are allowed. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;
    private final long limit;

    BodyTooLargeException(long limit) {
        super("more than " + limit + " bytes");
        this.limit = limit;
    }

    Problem problem() {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "The body has more than " + limit + " bytes.");
    }
}
