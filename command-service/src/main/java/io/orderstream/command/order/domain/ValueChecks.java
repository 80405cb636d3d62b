package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Rejection.ImpossibleValue;
import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects every impossible value of a command, each with a JSON pointer to it. */
final class ValueChecks {

    private final String currency;
    private final List<ImpossibleValue> found = new ArrayList<>();

    ValueChecks(String currency) {
        this.currency = currency;
    }

    void impossible(String pointer, String detail) {
        found.add(new ImpossibleValue(pointer, detail));
    }

    /** Lines that exist, each named once. */
    void items(String pointer, List<Item> items, Lines lines) {
        Set<String> named = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            line(pointer + "/" + i + "/lineId", item.lineId(), lines);
            if (!named.add(item.lineId())) {
                impossible(pointer + "/" + i + "/lineId", "is named twice");
            }
        }
    }

    void line(String pointer, String lineId, Lines lines) {
        if (lines.find(lineId) == null) {
            impossible(pointer, "is not a line of this order");
        }
    }

    /** The amount in minor units; 0 if it is impossible. */
    long minor(String pointer, BigDecimal amount) {
        int decimals = Money.decimalsOf(currency);
        if (amount.scale() > decimals && amount.stripTrailingZeros().scale() > decimals) {
            impossible(pointer, "has more decimals than " + currency + ", which has " + decimals);
            return 0;
        }
        try {
            return Money.of(amount, currency).minor();
        } catch (ArithmeticException overflow) {
            impossible(pointer, "is more than can be counted");
            return 0;
        }
    }

    boolean failed() {
        return !found.isEmpty();
    }

    Rejected rejected() {
        return new Rejected(new ImpossibleValues(found));
    }
}
