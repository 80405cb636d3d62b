package io.orderstream.query.consistency;

import io.orderstream.query.web.ProblemException;
import org.springframework.http.HttpStatus;

/** The header is there and is no token. */
final class InvalidConsistencyTokenException extends ProblemException {

    private static final long serialVersionUID = 1L;

    InvalidConsistencyTokenException() {
        super(
                HttpStatus.BAD_REQUEST,
                "invalid-consistency-token",
                "The consistency token is not valid",
                ConsistencyToken.HEADER + " must be one token as an answer of this API gave it",
                null);
    }
}
