package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A line of an order and what happened to it.
 *
 * @param amounts what the whole quantity ordered is worth
 * @param taken what cancellations and credits took from that so far
 */
record Line(
        String lineId,
        String sku,
        boolean requiresShipping,
        LineAmounts amounts,
        Quantities quantities,
        LineAmounts taken) {

    static Line ordered(String lineId, String sku, boolean requiresShipping, long quantity, LineAmounts amounts) {
        return new Line(lineId, sku, requiresShipping, amounts, Quantities.ordered(quantity), amounts.nothing());
    }

    /**
     * What cancelling or crediting so many more units takes from the line. With {@code C(n)} the worth of {@code n}
     * units in proportion to the line, and {@code n} the units cancelled or credited afterwards, that is {@code C(n)}
     * less what was taken already, and never below zero; so whatever the steps, they add up to the line and not more.
     */
    LineAmounts step(long units, MoneyPolicy policy) {
        long after = Math.min(quantities.ordered(), quantities.cancelled() + quantities.credited() + units);
        RoundingMode rounding = policy.rounding().mode();
        long net = step(amounts.net(), taken.net(), after, rounding);
        long discount = step(amounts.discount(), taken.discount(), after, rounding);
        List<Long> taxes = IntStream.range(0, amounts.taxes().size())
                .mapToObj(i -> step(amounts.taxes().get(i), taken.taxes().get(i), after, rounding))
                .toList();
        long tax = policy.pricesIncludeTax() ? taxes.stream().reduce(0L, Math::addExact) : 0;
        return new LineAmounts(Math.addExact(Math.addExact(net, discount), tax), discount, net, taxes);
    }

    private long step(long total, long alreadyTaken, long units, RoundingMode rounding) {
        long proportional = BigDecimal.valueOf(total)
                .multiply(BigDecimal.valueOf(units))
                .divide(BigDecimal.valueOf(quantities.ordered()), 0, rounding)
                .longValueExact();
        return Math.max(0, proportional - alreadyTaken);
    }

    Line cancel(long units, LineAmounts worth) {
        return with(quantities.cancel(units), taken.plus(worth));
    }

    /** What crediting so many units is worth now. */
    CreditedLine credit(long units, MoneyPolicy policy) {
        return new CreditedLine(lineId, sku, units, step(units, policy));
    }

    Line credited(CreditedLine credit) {
        return with(quantities.credit(credit.quantity()), taken.plus(credit.amounts()));
    }

    Line creditTakenBack(CreditedLine credit) {
        return with(quantities.credit(-credit.quantity()), taken.minus(credit.amounts()));
    }

    Line change(UnaryOperator<Quantities> change) {
        return with(change.apply(quantities), taken);
    }

    /** What so many returned units credit; units that were credited before count for nothing. */
    ReceivedItem receive(long units, Disposition disposition, MoneyPolicy policy) {
        long counted = Math.min(units, quantities.creditable());
        return new ReceivedItem(lineId, sku, units, counted, disposition.name(), step(counted, policy));
    }

    Line received(ReceivedItem item) {
        boolean fit = Disposition.valueOf(item.disposition()) == Disposition.RESTOCK;
        long units = item.quantity();
        return with(
                quantities.receive(fit ? units : 0, fit ? 0 : units).credit(item.credited()),
                taken.plus(item.amounts()));
    }

    private Line with(Quantities changed, LineAmounts takenSince) {
        return new Line(lineId, sku, requiresShipping, amounts, changed, takenSince);
    }
}
