package io.orderstream.query.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Ends a request with a problem document (RFC 9457) of its own type. */
public abstract class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes the problem.
     *
     * @param name the stable name that the document's {@code type} ends in
     * @param title what this type of problem is, in a few words; the same for each occurrence
     * @param detail what happened this time, for people; nothing internal
     */
    protected ProblemException(HttpStatus status, String name, String title, String detail, @Nullable Throwable cause) {
        super(status, document(status, name, title, detail), cause);
    }

    private static ProblemDetail document(HttpStatus status, String name, String title, String detail) {
        var document = ProblemDetail.forStatusAndDetail(status, detail);
        document.setType(ProblemTypes.named(name));
        document.setTitle(title);
        return document;
    }
}
