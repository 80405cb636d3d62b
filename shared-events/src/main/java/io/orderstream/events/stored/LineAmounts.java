package io.orderstream.events.stored;

import java.util.List;

/**
 * What a line, or a quantity of it, is worth, in minor units.
 *
 * @param gross unit price times quantity, as the policy rounds it
 * @param discount the line's own discounts and its share of the order's
 * @param net what is left without tax: {@code gross - discount}, less the taxes where prices include them
 * @param taxes one amount for each of the line's tax rates, in their order
 */
public record LineAmounts(long gross, long discount, long net, List<Long> taxes) {

    public LineAmounts {
        taxes = List.copyOf(taxes);
    }

    /** All taxes of the line. */
    public long tax() {
        return taxes.stream().mapToLong(Long::longValue).sum();
    }
}
