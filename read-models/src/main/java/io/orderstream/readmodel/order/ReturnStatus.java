package io.orderstream.readmodel.order;

import java.util.List;

/** How far an order came back, derived from the quantities of its lines. */
public enum ReturnStatus {
    RETURNED,
    PARTIAL,
    REQUESTED,
    NONE;

    /** The first status whose condition holds, in the order the constants stand in. */
    static ReturnStatus of(List<OrderDocument.Line> lines) {
        long shipped = 0;
        long received = 0;
        long requested = 0;
        for (OrderDocument.Line line : lines) {
            shipped += line.quantities().shipped();
            received += line.quantities().received();
            requested += line.quantities().returnRequested();
        }
        if (shipped > 0 && received == shipped) {
            return RETURNED;
        }
        if (received > 0) {
            return PARTIAL;
        }
        return requested > 0 ? REQUESTED : NONE;
    }
}
