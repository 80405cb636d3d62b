package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.TextPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TpchOrdersTests {

    private static final double SMALL = 0.001;

    @Test
    void the_first_order_at_scale_factor_one_is_the_one_of_the_specification() {
        var first = new TpchOrders(1).iterator().next();

        assertThat(first.order().orderKey()).isEqualTo(1);
        assertThat(first.order().customerKey()).isEqualTo(36_901);
        assertThat(first.order().totalPriceInCents()).isEqualTo(17_366_547);
        assertThat(first.lines()).hasSize(6).first().satisfies(line -> {
            assertThat(line.partKey()).isEqualTo(155_190);
            assertThat(line.extendedPriceInCents()).isEqualTo(2_116_823);
            assertThat(line.quantity()).isEqualTo(17);
        });
    }

    @Test
    void there_are_as_many_orders_as_the_scale_factor_says() {
        assertThat(new TpchOrders(SMALL)).hasSize(1_500);
        assertThat(new TpchOrders(SMALL).count()).isEqualTo(1_500);
    }

    @Test
    void each_order_has_all_of_its_lines_and_no_other() {
        var lines = new ArrayList<Long>();
        for (var row : new TpchOrders(SMALL)) {
            assertThat(row.lines())
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(line.orderKey()).isEqualTo(row.order().orderKey()));
            assertThat(row.lines().stream().map(LineItem::lineNumber).toList())
                    .isEqualTo(List.copyOf(row.lines().stream()
                            .map(LineItem::lineNumber)
                            .sorted()
                            .toList()));
            lines.add((long) row.lines().size());
        }
        assertThat(lines.stream().mapToLong(Long::longValue).sum()).isEqualTo(6_005);
    }

    @Test
    void each_order_has_its_customer() {
        var customers = new HashMap<Long, String>();
        var distributions = Distributions.getDefaultDistributions();
        var texts = new TextPool(1 << 20, distributions);
        for (var customer : new CustomerGenerator(SMALL, 1, 1, distributions, () -> texts)) {
            customers.put(customer.customerKey(), customer.toLine());
        }

        assertThat(StreamSupport.stream(new TpchOrders(SMALL).spliterator(), false))
                .allSatisfy(row -> assertThat(row.customer().toLine())
                        .isEqualTo(customers.get(row.order().customerKey())));
    }
}
