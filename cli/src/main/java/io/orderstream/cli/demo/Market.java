package io.orderstream.cli.demo;

import java.util.List;

/**
 * Where the customers of a TPC-H nation are and what they pay in. There are a few currencies, among them one without
 * decimals and one with three.
 *
 * @param country ISO 3166-1 alpha-2
 * @param currency ISO 4217
 */
record Market(String country, String currency) {

    private static final String EURO = "EUR";
    private static final String DOLLAR = "USD";
    private static final String POUND = "GBP";
    private static final String YEN = "JPY";
    private static final String DINAR = "JOD";

    /** By nation key. */
    private static final List<Market> MARKETS = List.of(
            new Market("DZ", EURO),
            new Market("AR", DOLLAR),
            new Market("BR", DOLLAR),
            new Market("CA", DOLLAR),
            new Market("EG", DINAR),
            new Market("ET", EURO),
            new Market("FR", EURO),
            new Market("DE", EURO),
            new Market("IN", DOLLAR),
            new Market("ID", DOLLAR),
            new Market("IR", DINAR),
            new Market("IQ", DINAR),
            new Market("JP", YEN),
            new Market("JO", DINAR),
            new Market("KE", EURO),
            new Market("MA", EURO),
            new Market("MZ", EURO),
            new Market("PE", DOLLAR),
            new Market("CN", DOLLAR),
            new Market("RO", EURO),
            new Market("SA", DINAR),
            new Market("VN", DOLLAR),
            new Market("RU", EURO),
            new Market("GB", POUND),
            new Market("US", DOLLAR));

    static Market of(long nationKey) {
        return MARKETS.get(Math.toIntExact(nationKey));
    }
}
