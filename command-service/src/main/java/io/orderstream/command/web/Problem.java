package io.orderstream.command.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * An answer that says what went wrong, as an RFC 9457 problem document with a stable type.
 */
public final class Problem extends ErrorResponseException {

    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(1);
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

    /** The event store does not answer; whether the command was done is not known. */
    public static Problem unavailable(String detail) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "event-store-unavailable", detail).retryAfter(SOON);
    }

    /** As much is under way as is allowed at once; nothing was done. */
    public static Problem saturated(String detail) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, "saturated", detail).retryAfter(SOON);
    }

    /** A mistake of ours, of which nothing is shown. */
    public static Problem ofOurs() {
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong on our side.");
    }

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
