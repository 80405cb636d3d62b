package io.orderstream.cli.demo;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Order;
import java.time.LocalDate;
import java.util.List;

/** Rows of TPC-H in which only what matters differs. */
final class Rows {

    static final long FRANCE = 6;
    static final long JAPAN = 12;
    static final long JORDAN = 13;

    private Rows() {}

    /** An order of 2 March 1995. */
    static TpchOrder order(long key, char status, long nation, LineItem... lines) {
        return new TpchOrder(
                new Order(
                        1,
                        key,
                        7,
                        status,
                        0,
                        (int) LocalDate.of(1995, 3, 2).toEpochDay(),
                        "3-MEDIUM",
                        "Clerk#1",
                        0,
                        "a comment"),
                List.of(lines),
                new Customer(7, 7, "Customer#7", "Some street 1", nation, "11-1", 0, "BUILDING", "a comment"));
    }

    static LineItem line(long quantity, long cents, long discountPercent, long taxPercent, String shipMode) {
        return new LineItem(
                1, 1, 42, 3, 1, quantity, cents, discountPercent, taxPercent, "N", "O", 0, 0, 0, "NONE", shipMode, "");
    }

    /** A line that left and arrived so many days after 2 March 1995; one that left tells whether it arrived by its flag. */
    static LineItem line(long quantity, long cents, String returnFlag, String status, int left, int arrived) {
        var day = (int) LocalDate.of(1995, 3, 2).toEpochDay();
        return new LineItem(
                1,
                1,
                42,
                3,
                1,
                quantity,
                cents,
                0,
                0,
                returnFlag,
                status,
                day + left,
                0,
                day + arrived,
                "NONE",
                "MAIL",
                "");
    }
}
