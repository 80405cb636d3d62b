package io.orderstream.cli.demo;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.GenerateUtils;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.TextPool;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * The orders of TPC-H in the order of their keys, generated while they are iterated, in constant memory. The rows are
 * those of every TPC-H generator except for the comments, which come from a smaller pool of text.
 */
final class TpchOrders implements Iterable<TpchOrder> {

    private static final int TEXT_POOL_BYTES = 1 << 20;

    private final Distributions distributions = Distributions.getDefaultDistributions();
    private final TextPool texts = new TextPool(TEXT_POOL_BYTES, distributions);
    private final Supplier<TextPool> pool = () -> texts;
    private final double scaleFactor;

    TpchOrders(double scaleFactor) {
        this.scaleFactor = scaleFactor;
    }

    long count() {
        return GenerateUtils.calculateRowCount(OrderGenerator.SCALE_BASE, scaleFactor, 1, 1);
    }

    @Override
    public Iterator<TpchOrder> iterator() {
        return new Rows(
                new OrderGenerator(scaleFactor, 1, 1, distributions, pool).iterator(),
                new LineItemGenerator(scaleFactor, 1, 1, distributions, pool).iterator());
    }

    /** Generates this one customer: a part of the table with one row begins at any row. */
    private Customer customer(long key) {
        var customers = (int) GenerateUtils.calculateRowCount(CustomerGenerator.SCALE_BASE, scaleFactor, 1, 1);
        return new CustomerGenerator(scaleFactor, Math.toIntExact(key), customers, distributions, pool)
                .iterator()
                .next();
    }

    private final class Rows implements Iterator<TpchOrder> {

        private final Iterator<Order> orders;
        private final Iterator<LineItem> lines;
        private LineItem upcoming;

        private Rows(Iterator<Order> orders, Iterator<LineItem> lines) {
            this.orders = orders;
            this.lines = lines;
            this.upcoming = lines.next();
        }

        @Override
        public boolean hasNext() {
            return orders.hasNext();
        }

        @Override
        public TpchOrder next() {
            var order = orders.next();
            return new TpchOrder(order, linesOf(order.orderKey()), customer(order.customerKey()));
        }

        private List<LineItem> linesOf(long orderKey) {
            var own = new ArrayList<LineItem>();
            while (upcoming.orderKey() == orderKey) {
                own.add(upcoming);
                if (!lines.hasNext()) {
                    break;
                }
                upcoming = lines.next();
            }
            return own;
        }
    }
}
