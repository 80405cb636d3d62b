package io.orderstream.readmodel.order;

import java.util.List;

/** How far an order is shipped and delivered, derived from the quantities of the lines that need shipping. */
public enum FulfilmentStatus {
    NOT_REQUIRED,
    DELIVERED,
    SHIPPED,
    PARTIAL,
    UNFULFILLED;

    /** The first status whose condition holds, in the order the constants stand in. */
    static FulfilmentStatus of(List<OrderDocument.Line> lines) {
        List<OrderDocument.Quantities> active = lines.stream()
                .filter(OrderDocument.Line::requiresShipping)
                .map(OrderDocument.Line::quantities)
                .filter(quantities -> quantities.active() > 0)
                .toList();
        if (active.isEmpty()) {
            return NOT_REQUIRED;
        }
        if (active.stream().allMatch(line -> line.delivered() == line.active())) {
            return DELIVERED;
        }
        if (active.stream().allMatch(line -> line.shipped() == line.active())) {
            return SHIPPED;
        }
        return active.stream().anyMatch(line -> line.shipped() > 0) ? PARTIAL : UNFULFILLED;
    }
}
