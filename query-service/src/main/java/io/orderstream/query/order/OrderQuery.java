package io.orderstream.query.order;

import io.orderstream.query.web.QueryParameters;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows; what is null does not restrict it.
 *
 * @param placedFrom no order placed before
 * @param placedTo no order placed then or later
 * @param after where in the list to go on
 * @param limit how many orders at most
 */
record OrderQuery(
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo,
        @Nullable String customerId,
        @Nullable String lifecycle,
        @Nullable String number,
        @Nullable OrderCursor after,
        int limit) {

    private static final int STANDARD_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;
    private static final List<String> LIFECYCLES =
            List.of("PLACED", "CONFIRMED", "COMPLETED", "ARCHIVED", "CANCELLED", "EXPIRED");

    static OrderQuery from(QueryParameters parameters) {
        var query = new OrderQuery(
                parameters.time("placedFrom"),
                parameters.time("placedTo"),
                parameters.text("customerId"),
                parameters.oneOf("lifecycle", LIFECYCLES),
                parameters.text("number"),
                parameters.parsed("cursor", OrderCursor::decode, "what next was in an answer"),
                parameters.count("limit", STANDARD_LIMIT, HIGHEST_LIMIT));
        parameters.refuseOthers();
        return query;
    }
}
