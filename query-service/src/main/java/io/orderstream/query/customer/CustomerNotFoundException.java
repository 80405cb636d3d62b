package io.orderstream.query.customer;

import io.orderstream.query.web.ProblemException;
import org.springframework.http.HttpStatus;

/** No order has this customer. */
final class CustomerNotFoundException extends ProblemException {

    private static final long serialVersionUID = 1L;

    CustomerNotFoundException(String customerId) {
        super(
                HttpStatus.NOT_FOUND,
                "unknown-customer",
                "There is no such customer",
                "No order has the customer " + customerId,
                null);
    }
}
