package io.orderstream.command.order.domain;

import io.orderstream.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How large and how exact the values of commands can be, and which currencies and countries there are. What requests say
 * is held to the same limits where it comes in, so a command beyond them was made by mistake: that is an {@link
 * IllegalArgumentException}, and none can exist. What is possible only beside other values, as an amount in its currency,
 * or in a certain order is decided with the command.
 */
public final class Limits {

    /** The most units of a line. */
    public static final long UNITS = 1_000_000_000;

    public static final int UNIT_PRICE_DECIMALS = 12;
    public static final int RATE_DECIMALS = 8;

    /** The highest tax rate, a thousand percent. */
    public static final String RATE = "10";

    /** The most lines of an order, and so the most that a command names. */
    public static final int LINES = 500;

    public static final int RECEIVED_ITEMS = 2 * LINES;
    public static final int LINE_DISCOUNTS = 20;
    public static final int ORDER_DISCOUNTS = 50;
    public static final int SHIPPING_CHARGES = 20;
    public static final int TAX_RATES = 10;
    public static final int ATTRIBUTES = 20;
    public static final int ADDRESS_LINES = 5;
    public static final int ALLOCATIONS = 50;
    public static final int PARCELS = 100;
    public static final int FEES = 20;
    public static final int PAYMENTS = 20;
    public static final int CAPTURES = 20;

    /** The longest SKU, id, number, and name of a location or the like. */
    public static final int CODE = 64;

    public static final int TAX_CODE = 32;
    public static final int CHANNEL = 32;
    public static final int NAME = 200;
    public static final int PLACE = 100;
    public static final int POSTAL_CODE = 20;
    public static final int EMAIL = 254;
    public static final int PHONE = 50;
    public static final int REASON = 500;
    public static final int NOTE = 2_000;

    /** The longest name that a provider, a carrier or another system gives something. */
    public static final int REFERENCE = 100;

    private static final BigDecimal HIGHEST_RATE = new BigDecimal(RATE);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Limits() {}

    /** Whether ISO 3166-1 has the alpha-2 code, in capitals; as far as this JDK knows. */
    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    static void country(String code) {
        check(isCountry(code), "a country");
    }

    static void currency(String code) {
        check(Money.isCurrency(code), "a currency");
    }

    static void units(long quantity) {
        check(quantity >= 1 && quantity <= UNITS, "a quantity");
    }

    /** A number of units that may be none. */
    static void count(long units) {
        check(units >= 0 && units <= UNITS, "a count");
    }

    static void notNegative(@Nullable BigDecimal amount) {
        check(amount == null || amount.signum() >= 0, "an amount");
    }

    static void positive(BigDecimal amount) {
        check(amount.signum() > 0, "an amount");
    }

    static void unitPrice(BigDecimal price) {
        check(price.signum() >= 0 && price.scale() <= UNIT_PRICE_DECIMALS, "a unit price");
    }

    static void rate(BigDecimal rate) {
        check(rate.signum() >= 0 && rate.compareTo(HIGHEST_RATE) <= 0 && rate.scale() <= RATE_DECIMALS, "a tax rate");
    }

    /** Text that may be absent or empty. */
    static void text(@Nullable String text, int longest) {
        check(text == null || text.length() <= longest, "a text");
    }

    /** Text that says something. */
    static void word(String text, int longest) {
        check(!text.trim().isEmpty() && text.length() <= longest, "a text");
    }

    /** The list, as it cannot be changed. */
    static <T> List<T> list(List<T> list, int most) {
        check(list.size() <= most, "a list");
        return List.copyOf(list);
    }

    /** The list, as it cannot be changed; there is something in it. */
    static <T> List<T> some(List<T> list, int most) {
        check(!list.isEmpty(), "a list");
        return list(list, most);
    }

    private static void check(boolean possible, String what) {
        if (!possible) {
            throw new IllegalArgumentException(what + " of a command is beyond its limits");
        }
    }
}
