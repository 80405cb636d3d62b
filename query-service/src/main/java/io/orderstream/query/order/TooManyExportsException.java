package io.orderstream.query.order;

import io.orderstream.query.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** As many lists are being exported as may be at a time. */
final class TooManyExportsException extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooManyExportsException() {
        super(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-exports",
                "Too many lists are being exported",
                "As many lists are being exported as may be at a time; try again later.",
                null);
    }

    @Override
    public HttpHeaders getHeaders() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return headers;
    }
}
