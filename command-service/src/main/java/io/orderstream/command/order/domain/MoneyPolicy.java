package io.orderstream.command.order.domain;

import io.orderstream.events.stored.OrderPlaced;
import java.math.RoundingMode;

/** How an order's money is computed; frozen when the order is placed. */
public record MoneyPolicy(Rounding rounding, TaxLevel taxLevel, boolean pricesIncludeTax) {

    static MoneyPolicy of(OrderPlaced.Policy recorded) {
        return new MoneyPolicy(
                Rounding.valueOf(recorded.rounding()),
                TaxLevel.valueOf(recorded.taxLevel()),
                recorded.pricesIncludeTax());
    }

    /** How a fraction of a minor unit is rounded. */
    public enum Rounding {
        HALF_EVEN(RoundingMode.HALF_EVEN),
        HALF_UP(RoundingMode.HALF_UP),
        HALF_DOWN(RoundingMode.HALF_DOWN);

        private final RoundingMode mode;

        Rounding(RoundingMode mode) {
            this.mode = mode;
        }

        RoundingMode mode() {
            return mode;
        }
    }

    /** Whether amounts are rounded once a line or once a unit. */
    public enum TaxLevel {
        LINE,
        UNIT
    }
}
