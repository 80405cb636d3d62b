package io.orderstream.query.order;

import io.orderstream.query.web.ProblemException;
import org.springframework.http.HttpStatus;

/** The order has not come to a revision that was asked for. */
final class UnknownRevisionException extends ProblemException {

    private static final long serialVersionUID = 1L;

    UnknownRevisionException(String orderId, long last) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-revision",
                "The order has no such revision",
                "The last revision of order " + orderId + " is " + last,
                null);
    }
}
