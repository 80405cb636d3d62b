package io.orderstream.readmodel.order;

import java.util.List;
import java.util.stream.Stream;

/**
 * The indexes of the orders' collection: one for each way in which orders are listed, one by how far they have come, and one by what changed last.
 * Whoever fills the collection creates them, and whoever reads it asks for nothing that none of them serves.
 */
public final class OrderIndexes {

    /** The fields of which a list can be of one value; each has an index by when the orders were placed. */
    public static final List<String> FILTERS = List.of(
            "customerId",
            "number",
            "lines.sku",
            "lifecycle",
            "paymentStatus",
            "fulfilmentStatus",
            "returnStatus",
            "channel",
            "currency");

    /** When an order was placed. */
    public static final String PLACED_AT = "placedAt";

    /** What an order amounts to; comparable within a currency only. */
    public static final String TOTAL = "totals.grand";

    /** Each index by its fields, all of them descending. */
    public static final List<List<String>> ALL = Stream.of(
                    Stream.of(List.of(PLACED_AT, "_id")),
                    FILTERS.stream().map(field -> List.of(field, PLACED_AT, "_id")),
                    Stream.of(List.of("currency", TOTAL, "_id")),
                    Stream.of(List.of(PLACED_AT, "lifecycle", "fulfilmentStatus")),
                    Stream.of(List.of("position")))
            .flatMap(each -> each)
            .toList();

    private OrderIndexes() {}
}
