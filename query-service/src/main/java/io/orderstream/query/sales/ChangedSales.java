package io.orderstream.query.sales;

/** The figures of a day in a currency changed; sales, products and whatever else is counted from orders are to be read anew. */
record ChangedSales(String period, String currency) {}
