package io.orderstream.query.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A query parameter that is unknown, or whose value cannot be used; the document's {@code parameter} names it. */
public final class InvalidParameterException extends ProblemException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with it, as the rest of a sentence that begins with the parameter's name. */
    public InvalidParameterException(String parameter, String complaint) {
        this(parameter, complaint, null);
    }

    InvalidParameterException(String parameter, String complaint, @Nullable Throwable cause) {
        super(
                HttpStatus.BAD_REQUEST,
                "invalid-parameter",
                "A parameter is not valid",
                parameter + " " + complaint,
                cause);
        getBody().setProperty("parameter", parameter);
    }
}
