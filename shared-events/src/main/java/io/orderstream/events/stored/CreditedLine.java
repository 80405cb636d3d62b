package io.orderstream.events.stored;

import java.util.Objects;

/**
 * A quantity of a line whose worth is given back although it stays sold.
 *
 * @param amounts what that quantity was worth
 */
public record CreditedLine(String lineId, String sku, long quantity, LineAmounts amounts) {

    public CreditedLine {
        Objects.requireNonNull(lineId, "lineId");
        Objects.requireNonNull(sku, "sku");
        Objects.requireNonNull(amounts, "amounts");
    }
}
