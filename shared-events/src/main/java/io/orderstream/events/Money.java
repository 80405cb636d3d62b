package io.orderstream.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/**
 * An exact amount of money: a whole number of a currency's minor units.
 *
 * <p>Its JSON form is {@code {"amount":"12.34","currency":"EUR"}}; the amount has exactly the decimals that ISO 4217
 * gives the currency (JPY 0, USD 2, BHD 3). Arithmetic is exact: an overflow of {@code long} is an
 * {@link ArithmeticException} and never wraps, and amounts of two currencies never meet.
 *
 * @param minor the amount in minor units; may be negative
 * @param currency an ISO 4217 code that {@linkplain #isCurrency has minor units}
 */
@JsonPropertyOrder({"amount", "currency"})
public record Money(@JsonIgnore long minor, String currency) {

    public Money {
        decimalsOf(currency);
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /**
     * Reads an amount that has at most the currency's decimals.
     *
     * @throws ArithmeticException if {@code amount} has more decimals than the currency, or does not fit in a long
     * @throws IllegalArgumentException if the currency is unknown or the text is not a decimal number
     */
    @JsonCreator
    public static Money of(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        return of(new BigDecimal(amount), currency);
    }

    /** The amount as a decimal number; see {@link #of(String, String)}. */
    public static Money of(BigDecimal amount, String currency) {
        return new Money(amount.movePointRight(decimalsOf(currency)).longValueExact(), currency);
    }

    /** Whether ISO 4217 knows the code and gives it minor units, which precious metals and test codes lack. */
    public static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * How many decimals an amount in this currency has.
     *
     * @throws IllegalArgumentException if there is no such currency
     */
    public static int decimalsOf(String currency) {
        Objects.requireNonNull(currency, "currency");
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        if (decimals < 0) {
            throw new IllegalArgumentException("no minor units: " + currency);
        }
        return decimals;
    }

    /** The amount as a plain decimal with exactly the currency's decimals, for instance {@code 12.30}. */
    @JsonProperty("amount")
    public String amount() {
        return decimal().toPlainString();
    }

    /** The amount as a decimal number with exactly the currency's decimals. */
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, decimalsOf(currency));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other).minor), currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return other;
    }

    @Override
    public String toString() {
        return amount() + " " + currency;
    }
}
