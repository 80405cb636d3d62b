package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.cli.demo.Books.Ranking;
import io.orderstream.cli.demo.FiguresComparison.Row;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresComparisonTests {

    private static final TpchOrder CHEAP =
            Rows.order(4, 'O', Rows.FRANCE, Rows.line(3, 3_000, 10, 8, "MAIL"), Rows.line(1, 2_000, 0, 0, "MAIL"));

    private final Books books = new Books();
    private final FiguresComparison comparison = new FiguresComparison(books);

    @Test
    void the_books_have_what_an_order_adds_to_sales_and_to_its_product() {
        books.add(DemoOrders.of(CHEAP).account());

        assertThat(books.sales()).containsOnlyKeys("1995-03-02 EUR");
        assertThat(books.sales().get("1995-03-02 EUR").figures())
                .containsEntry("units", new BigDecimal("4"))
                .containsEntry("gross", new BigDecimal("50.00"))
                .containsEntry("discounts", new BigDecimal("3.00"))
                .containsEntry("tax", new BigDecimal("2.16"));
        assertThat(books.best(new Ranking(1995, "EUR"))
                        .get("1995 EUR, 1. PART-42")
                        .figures())
                .containsEntry("orders", BigDecimal.ONE)
                .containsEntry("units", new BigDecimal("4"))
                .containsEntry("revenue", new BigDecimal("47.00"));
    }

    @Test
    void the_same_figures_agree() {
        comparison.compare("sales", Map.of("Monday", net("1.00")), Map.of("Monday", net("1.00")));

        assertThat(comparison.agrees()).isTrue();
        assertThat(comparison.rows()).containsExactly(new Row("sales", 1, 0));
    }

    @Test
    void another_figure_is_found_by_name() {
        comparison.compare(
                "sales",
                Map.of("Monday", net("1.00"), "Tuesday", net("2.00")),
                Map.of("Monday", net("1.00"), "Tuesday", net("2.01")));

        assertThat(comparison.agrees()).isFalse();
        assertThat(comparison.rows()).containsExactly(new Row("sales", 2, 1));
        assertThat(comparison.differences().lines()).contains("    Tuesday should have net 2.00 and has 2.01");
    }

    @Test
    void an_amount_with_other_decimals_is_found() {
        comparison.compare("sales", Map.of("Monday", net("1.00")), Map.of("Monday", net("1.0")));

        assertThat(comparison.agrees()).isFalse();
    }

    @Test
    void what_is_on_one_side_only_is_found() {
        comparison.compare("sales", Map.of("Monday", net("1.00")), Map.of("Tuesday", net("1.00")));

        assertThat(comparison.differences().lines())
                .contains("    Monday is not shown", "    Tuesday is shown and should not be");
    }

    private static Tally net(String amount) {
        return new Tally(Map.of("net", new BigDecimal(amount)));
    }
}
