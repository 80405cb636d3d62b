package io.orderstream.events.stored;

import java.util.List;
import java.util.stream.IntStream;

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
        return taxes.stream().reduce(0L, Math::addExact);
    }

    /** What the line is worth with its taxes. */
    public long worth() {
        return Math.addExact(net, tax());
    }

    /** Both together, tax by tax. */
    public LineAmounts plus(LineAmounts other) {
        return new LineAmounts(
                Math.addExact(gross, other.gross),
                Math.addExact(discount, other.discount),
                Math.addExact(net, other.net),
                IntStream.range(0, taxes.size())
                        .mapToObj(i -> Math.addExact(taxes.get(i), other.taxes.get(i)))
                        .toList());
    }

    /** What is left without the other, tax by tax. */
    public LineAmounts minus(LineAmounts other) {
        return new LineAmounts(
                Math.subtractExact(gross, other.gross),
                Math.subtractExact(discount, other.discount),
                Math.subtractExact(net, other.net),
                IntStream.range(0, taxes.size())
                        .mapToObj(i -> Math.subtractExact(taxes.get(i), other.taxes.get(i)))
                        .toList());
    }

    /** Nothing, with the same number of taxes. */
    public LineAmounts nothing() {
        return new LineAmounts(0, 0, 0, taxes.stream().map(tax -> 0L).toList());
    }
}
