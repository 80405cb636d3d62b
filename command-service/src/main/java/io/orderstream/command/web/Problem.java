package io.orderstream.command.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that says what went wrong, as an RFC 9457 problem document with a stable type. Not for failures of our own,
 * which have no stable type.
 */
public final class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final String TYPES = "urn:orderstream:problem:";

    /**
     * A problem.
     *
     * @param name the last part of its type
     * @param detail what went wrong this time, for people
     */
    public Problem(HttpStatus status, String name, String detail) {
        super(status, document(status, name, detail), null);
    }

    /** What is wrong with one value; {@code pointer} is an RFC 6901 JSON pointer into the request. */
    public record FieldError(String pointer, String detail) {}

    /** The problem document by itself. */
    public static ProblemDetail document(HttpStatus status, String name, String detail) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(status, detail);
        document.setType(URI.create(TYPES + name));
        document.setTitle(status.getReasonPhrase());
        return document;
    }

    /** Adds what is wrong, value by value, and answers itself. */
    public Problem errors(List<FieldError> errors) {
        getBody().setProperty("errors", errors);
        return this;
    }

    /** Adds when trying again makes sense, and answers itself. */
    public Problem retryAfter(Duration wait) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
        return this;
    }
}
