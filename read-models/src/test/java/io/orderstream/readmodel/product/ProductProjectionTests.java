package io.orderstream.readmodel.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.orderstream.readmodel.TestLog;
import io.orderstream.readmodel.TestOrder;
import io.orderstream.readmodel.figures.ReportingCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProductProjectionTests {

    private final TestLog log = new TestLog();
    private final ProductProjection projection =
            new ProductProjection(new ReportingCalendar(ZoneId.of("Europe/Berlin")));

    @Test
    void each_product_counts_its_orders_units_and_revenue() {
        order("o1").placed();
        order("o2").units(5).placed();

        assertThat(product("A").total()).isEqualTo(ProductFigures.placed(2, 7, 7_000));
        assertThat(product("B").total()).isEqualTo(ProductFigures.placed(2, 2, 2_000));
        assertThat(product("A").name()).isEqualTo(new ProductDocument.Name(TestOrder.PLACED_AT, "Thing A"));
    }

    @Test
    void days_stand_in_the_month_in_which_the_orders_were_placed() {
        order("o1").placedAt(Instant.parse("2026-03-31T21:59:00Z")).placed();
        order("o2").placedAt(Instant.parse("2026-03-31T22:00:00Z")).placed();

        assertThat(log.fold(projection).values().stream()
                        .filter(document -> document.sku().equals("A")))
                .extracting(ProductDocument::month, document -> document.days().keySet())
                .containsExactly(tuple("2026-03", Set.of("2026-03-31")), tuple("2026-04", Set.of("2026-04-01")));
    }

    @Test
    void what_happens_later_counts_beside_what_was_sold() {
        order("o1").units(4).placed().cancelledUnits(1).captured(9_000).at(Instant.parse("2026-07-01T00:00:00Z"));
        order("o2").units(4).placed().returnReceived(1, 0).grantRequested(2).grantFailed(2);

        assertThat(product("A").total()).isEqualTo(new ProductFigures(2, 8, 8_000, 1, 1_000, 1, 1_000, 1));
    }

    @Test
    void a_cancelled_order_leaves_nothing_of_its_products() {
        order("o1").placed().grantRequested(1).refundSucceeded("GRANT", 1_190);
        order("o2").placed().cancelled(2);

        assertThat(product("A").total()).isEqualTo(new ProductFigures(2, 4, 4_000, 2, 2_000, 1, 1_000, 0));
    }

    @Test
    void an_imported_order_counts_as_it_was_placed_and_as_it_stood() {
        order("o1").imported(TestOrder.PLACED_AT, TestOrder.PLACED_AT);

        assertThat(product("A").total()).isEqualTo(new ProductFigures(1, 4, 4_000, 1, 1_000, 1, 1_000, 1));
    }

    @Test
    void a_document_that_is_split_knows_its_product() {
        order("o1").placed();

        assertThat(log.fold(projection, "#3").values())
                .extracting(ProductDocument::sku, ProductDocument::month)
                .containsExactly(tuple("A", "2026-03"), tuple("B", "2026-03"));
    }

    private ProductDocument product(String sku) {
        return log.fold(projection).values().stream()
                .filter(document -> document.sku().equals(sku))
                .reduce((one, other) -> {
                    throw new AssertionError("two documents of " + sku);
                })
                .orElseThrow();
    }

    private TestOrder order(String id) {
        return new TestOrder(log, id);
    }
}
