package io.orderstream.query.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The same request may succeed a little later; the answer says when to try again. */
public abstract class ServiceUnavailableException extends ProblemException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** Describes the problem; see {@link ProblemException}. */
    protected ServiceUnavailableException(
            String name, String title, String detail, Duration retryAfter, @Nullable Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, name, title, detail, cause);
        this.retryAfter = retryAfter;
    }

    @Override
    public HttpHeaders getHeaders() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        return headers;
    }
}
