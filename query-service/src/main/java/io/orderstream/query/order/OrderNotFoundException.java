package io.orderstream.query.order;

import io.orderstream.query.web.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no order with the id, or none that was placed by the time the read model has reached. */
final class OrderNotFoundException extends ProblemException {

    private static final long serialVersionUID = 1L;

    OrderNotFoundException(String orderId) {
        super(HttpStatus.NOT_FOUND, "unknown-order", "There is no such order", "There is no order " + orderId, null);
    }
}
