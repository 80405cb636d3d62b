package io.orderstream.events.stored;

import java.util.Objects;

/**
 * A quantity of a line.
 *
 * @param sku what it is a quantity of
 */
public record LineQuantity(String lineId, String sku, long quantity) {

    public LineQuantity {
        Objects.requireNonNull(lineId, "lineId");
        Objects.requireNonNull(sku, "sku");
    }
}
