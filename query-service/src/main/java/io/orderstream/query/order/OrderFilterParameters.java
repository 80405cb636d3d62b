package io.orderstream.query.order;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters that say which orders are listed, and in which order. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "customerId", in = ParameterIn.QUERY, description = "exactly this customer")
@Parameter(name = "number", in = ParameterIn.QUERY, description = "exactly this number")
@Parameter(name = "sku", in = ParameterIn.QUERY, description = "a line has this product")
@Parameter(name = "channel", in = ParameterIn.QUERY, description = "exactly this channel")
@Parameter(name = "currency", in = ParameterIn.QUERY, description = "an ISO 4217 code")
@Parameter(
        name = "lifecycle",
        in = ParameterIn.QUERY,
        description = "PLACED, CONFIRMED, COMPLETED, ARCHIVED, CANCELLED or EXPIRED")
@Parameter(
        name = "paymentStatus",
        in = ParameterIn.QUERY,
        description =
                "NOT_REQUIRED, REFUNDED, OVERPAID, PARTIALLY_PAID, PARTIALLY_REFUNDED, PAID, AUTHORIZED or UNPAID")
@Parameter(
        name = "fulfilmentStatus",
        in = ParameterIn.QUERY,
        description = "NOT_REQUIRED, DELIVERED, SHIPPED, PARTIAL or UNFULFILLED")
@Parameter(name = "returnStatus", in = ParameterIn.QUERY, description = "RETURNED, PARTIAL, REQUESTED or NONE")
@Parameter(name = "placedFrom", in = ParameterIn.QUERY, description = "placed then or later")
@Parameter(name = "placedTo", in = ParameterIn.QUERY, description = "placed before")
@Parameter(name = "totalFrom", in = ParameterIn.QUERY, description = "a grand total of at least this; with currency")
@Parameter(name = "totalTo", in = ParameterIn.QUERY, description = "a grand total below this; with currency")
@Parameter(
        name = "sort",
        in = ParameterIn.QUERY,
        description = "-placedAt (unless given), placedAt, -total or total; the last two with currency")
@interface OrderFilterParameters {}
