package io.orderstream.query.order;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModelBehindException;
import io.orderstream.readmodel.order.OrderDocument;
import java.util.Optional;

/**
 * Reads the order read model. What it answers shows everything that the token stands for, or it throws
 * {@link ReadModelBehindException}.
 */
interface OrderReader {

    Optional<OrderDocument> find(String orderId, ConsistencyToken token);

    /**
     * The order as it was; empty if there was none yet.
     *
     * @throws UnknownRevisionException if the order has not come to that revision
     */
    Optional<OrderDocument> find(String orderId, AsOf asOf, ConsistencyToken token);

    /** The orders after the query's cursor, newest placed first. */
    OrderPage list(OrderQuery query, ConsistencyToken token);
}
