package io.orderstream.query.order;

import io.orderstream.query.web.InvalidParameterException;
import io.orderstream.query.web.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list of orders.
 *
 * @param after where in the list it begins; null for its beginning
 * @param limit how many orders at most
 */
record OrderQuery(
        OrderFilter filter, OrderSort sort, @Nullable OrderPlace after, int limit) {

    private static final int STANDARD_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    static OrderQuery from(QueryParameters parameters, OrderCursors cursors) {
        OrderFilter filter = OrderFilter.from(parameters);
        OrderSort sort = sort(parameters, filter);
        OrderQuery query = new OrderQuery(
                filter,
                sort,
                parameters.parsed(
                        "cursor",
                        text -> cursors.decode(filter, sort, text),
                        "what next was in an answer to the same filters and sort"),
                parameters.count("limit", STANDARD_LIMIT, HIGHEST_LIMIT));
        parameters.refuseOthers();
        return query;
    }

    /** The whole list, in stretches. */
    static OrderQuery whole(QueryParameters parameters, int limit) {
        OrderFilter filter = OrderFilter.from(parameters);
        OrderQuery query = new OrderQuery(filter, sort(parameters, filter), null, limit);
        parameters.refuseOthers();
        return query;
    }

    OrderQuery from(OrderPlace place) {
        return new OrderQuery(filter, sort, place, limit);
    }

    private static OrderSort sort(QueryParameters parameters, OrderFilter filter) {
        String word = parameters.oneOf("sort", OrderSort.WORDS);
        OrderSort sort = word == null ? OrderSort.NEWEST : OrderSort.of(word);
        if (sort.byTotal() && !filter.exact().containsKey("currency")) {
            throw new InvalidParameterException("currency", "is needed, since amounts of several do not compare");
        }
        if (!filter.isOfFew()) {
            refuseToWalk(filter, sort);
        }
        return sort;
    }

    /** No index serves these, so all orders would have to be looked at to find a few. */
    private static void refuseToWalk(OrderFilter filter, OrderSort sort) {
        if (!sort.byTotal() && filter.ofTotals()) {
            throw new InvalidParameterException("sort", "must be total or -total with totalFrom or totalTo");
        }
        if (sort.byTotal()) {
            filter.besidesTotals().findFirst().ifPresent(name -> {
                throw new InvalidParameterException(name, "does not go with a list by total");
            });
        }
    }
}
