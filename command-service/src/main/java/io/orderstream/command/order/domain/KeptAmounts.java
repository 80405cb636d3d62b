package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.OrderPricing.Priced;
import io.orderstream.command.order.domain.OrderPricing.ShippingAmounts;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fits what lines and shipping charges are worth to the totals of another system: subtotal, discount, shipping and tax
 * are spread in proportion to what our policy makes of each, by largest remainder. What the lines are worth afterwards
 * never exceeds those totals, and adds up to them as far as there is something to carry them. Where the totals are
 * ours, nothing changes.
 */
final class KeptAmounts {

    private final boolean taxIncluded;
    private final List<Line> lines;
    private final List<ShippingAmounts> shipping;

    private KeptAmounts(boolean taxIncluded, List<Line> lines, List<ShippingAmounts> shipping) {
        this.taxIncluded = taxIncluded;
        this.lines = lines;
        this.shipping = shipping;
    }

    /**
     * The fitted amounts of each line's whole quantity, and of shipping.
     *
     * @param lines as far as they are cancelled, and nothing credited
     * @param kept the totals after those cancellations
     */
    static Priced fit(List<Line> lines, List<ShippingAmounts> shipping, MoneyPolicy policy, Totals kept) {
        return new KeptAmounts(policy.pricesIncludeTax(), lines, shipping).fit(kept);
    }

    private Priced fit(Totals kept) {
        List<LineAmounts> left =
                lines.stream().map(line -> line.amounts().minus(line.taken())).toList();
        List<Long> sold = shares(
                kept.subtotal(),
                left.stream().map(line -> line.net() + line.discount()).toList(),
                lines.stream().map(line -> line.quantities().active()).toList());
        List<Long> sent = shares(
                kept.shipping(),
                shipping.stream().map(this::withoutTax).toList(),
                shipping.stream().map(charge -> 1L).toList());
        List<Long> worth = concat(sold, sent);
        List<Long> discounts = shares(
                kept.discount(),
                concat(
                        left.stream().map(LineAmounts::discount).toList(),
                        shipping.stream().map(ShippingAmounts::discount).toList()),
                worth);
        List<Long> taxes = taxes(kept.tax(), left, worth);
        return new Priced(fittedLines(left, sold, discounts, taxes), fittedShipping(sent, discounts, taxes), kept);
    }

    private long withoutTax(ShippingAmounts charge) {
        return charge.price() - (taxIncluded ? sum(charge.taxes()) : 0);
    }

    /** One share for each rate of each line and then of each shipping charge. */
    private List<Long> taxes(long total, List<LineAmounts> left, List<Long> worth) {
        List<Long> ours = new ArrayList<>();
        List<Long> instead = new ArrayList<>();
        for (int i = 0; i < worth.size(); i++) {
            List<Long> taxes = i < left.size()
                    ? left.get(i).taxes()
                    : shipping.get(i - left.size()).taxes();
            for (int rate = 0; rate < taxes.size(); rate++) {
                ours.add(taxes.get(rate));
                instead.add(rate == 0 ? worth.get(i) : 0);
            }
        }
        return shares(total, ours, instead);
    }

    private List<LineAmounts> fittedLines(
            List<LineAmounts> left, List<Long> sold, List<Long> discounts, List<Long> taxes) {
        List<LineAmounts> fitted = new ArrayList<>(left.size());
        int nextTax = 0;
        for (int i = 0; i < left.size(); i++) {
            int rates = left.get(i).taxes().size();
            List<Long> own = taxes.subList(nextTax, nextTax + rates);
            nextTax += rates;
            long discount = Math.min(discounts.get(i), sold.get(i));
            long gross = Math.addExact(sold.get(i), taxIncluded ? sum(own) : 0);
            LineAmounts now = new LineAmounts(gross, discount, sold.get(i) - discount, own);
            fitted.add(lines.get(i).taken().plus(now));
        }
        return fitted;
    }

    private List<ShippingAmounts> fittedShipping(List<Long> sent, List<Long> discounts, List<Long> taxes) {
        List<ShippingAmounts> fitted = new ArrayList<>(sent.size());
        int nextTax = taxes.size()
                - shipping.stream().mapToInt(charge -> charge.taxes().size()).sum();
        for (int i = 0; i < sent.size(); i++) {
            int rates = shipping.get(i).taxes().size();
            List<Long> own = taxes.subList(nextTax, nextTax + rates);
            nextTax += rates;
            long discount = Math.min(discounts.get(lines.size() + i), sent.get(i));
            fitted.add(new ShippingAmounts(
                    Math.addExact(sent.get(i), taxIncluded ? sum(own) : 0), discount, List.copyOf(own)));
        }
        return fitted;
    }

    private static List<Long> shares(long total, List<Long> ours, List<Long> instead) {
        long sum = sum(ours);
        if (sum == total) {
            return ours;
        }
        return OrderPricing.spread(total, sum > 0 ? ours : instead);
    }

    private static List<Long> concat(List<Long> first, List<Long> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static long sum(List<Long> amounts) {
        return amounts.stream().reduce(0L, Math::addExact);
    }
}
