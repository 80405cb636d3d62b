package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.readmodel.order.OrderDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderCsvTests {

    @Test
    void a_row_has_a_value_for_each_heading() {
        var row = OrderCsv.row(entry("c1"));

        assertThat(row.split(",", -1)).hasSameSizeAs(OrderCsv.headings().split(",", -1));
        assertThat(row).startsWith("o1,N-o1,2026-03-01T09:30:00.123Z,").endsWith("3516.33\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=cmd()    | \"'=cmd()\"",
                "+49       | \"'+49\"",
                "-1        | \"'-1\"",
                "@SUM(A1)  | \"'@SUM(A1)\"",
                "a,b       | \"a,b\"",
                "say \"x\" | \"say \"\"x\"\"\"",
                "plain     | plain"
            },
            quoteCharacter = '§')
    void what_a_spreadsheet_would_run_is_only_text(String customer, String expected) {
        assertThat(OrderCsv.row(entry(customer))).contains(",web," + expected + ",PLACED,");
    }

    private static OrderEntry entry(String customer) {
        OrderDocument order = FoldedOrder.placed("o1", 1, FoldedOrder.PLACED_AT, "EUR", customer)
                .document();
        return FoldedOrder.entry(order);
    }
}
