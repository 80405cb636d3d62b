package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.cli.demo.ReadSideComparison.Cell;
import io.orderstream.cli.demo.ReadSideComparison.DifferingDay;
import io.orderstream.cli.demo.ReadSideComparison.Row;
import io.orderstream.cli.demo.ReadSideComparison.Sum;
import io.orderstream.events.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadSideComparisonTests {

    private static final LocalDate DAY = LocalDate.of(1995, 3, 2);
    private static final SentOrder FIRST = sent(1, DAY, "10.00");
    private static final SentOrder SECOND = sent(2, DAY, "5.50");

    private final ReadSideComparison comparison = new ReadSideComparison(List.of(FIRST, SECOND));

    @Test
    void what_is_shown_as_it_was_sent_agrees() {
        comparison.show(shown(FIRST));
        comparison.show(shown(SECOND));

        assertThat(differences()).isEmpty();
        assertThat(comparison.rows()).containsExactly(new Row("EUR", 1, 0, sum(2, "15.50"), sum(2, "15.50")));
    }

    @Test
    void orders_of_others_do_not_count() {
        comparison.show(shown(FIRST));
        comparison.show(shown(SECOND));
        comparison.show(shown(sent(3, DAY, "99.00")));

        assertThat(differences()).isEmpty();
    }

    @Test
    void an_order_that_is_not_listed_is_found() {
        comparison.show(shown(FIRST));

        assertThat(differences()).contains("1 x order not listed");
        assertThat(comparison.differingDays())
                .containsExactly(new DifferingDay(new Cell(DAY, "EUR"), sum(2, "15.50"), sum(1, "10.00")));
    }

    @Test
    void an_order_that_is_listed_twice_is_found() {
        comparison.show(shown(FIRST));
        comparison.show(shown(SECOND));
        comparison.show(shown(SECOND));

        assertThat(differences()).contains("1 x order listed more than once");
    }

    @ParameterizedTest
    @CsvSource({
        "1 x order in another lifecycle, PLACED, 5.50, 5.50, 1.00, 1.00",
        "1 x order of another worth, CONFIRMED, 5.51, 5.50, 1.00, 1.00",
        "1 x order with more or less captured, CONFIRMED, 5.50, 5.49, 1.00, 1.00",
        "1 x order with more or less refunded, CONFIRMED, 5.50, 5.50, 0.00, 1.00",
        "1 x order with another balance, CONFIRMED, 5.50, 5.50, 1.00, -1.00"
    })
    void an_order_that_stands_elsewhere_is_found(
            String difference, String lifecycle, String worth, String captured, String refunded, String balance) {
        comparison.show(shown(FIRST));
        comparison.show(new ReadOrder(
                SECOND.orderId(),
                DAY,
                new Standing(lifecycle, euros(worth), euros(captured), euros(refunded), euros(balance))));

        assertThat(differences()).contains(difference);
        assertThat(comparison.agrees()).isFalse();
    }

    @Test
    void two_wrong_worths_that_add_up_are_found() {
        comparison.show(new ReadOrder(FIRST.orderId(), DAY, standing("10.01")));
        comparison.show(new ReadOrder(SECOND.orderId(), DAY, standing("5.49")));

        assertThat(differences()).contains("2 x order of another worth");
    }

    @Test
    void an_order_on_another_day_is_found() {
        comparison.show(shown(FIRST));
        comparison.show(new ReadOrder(SECOND.orderId(), DAY.plusDays(1), SECOND.standing()));

        assertThat(differences()).isEmpty();
        assertThat(comparison.agrees()).isFalse();
        assertThat(comparison.rows()).extracting(Row::differing).containsExactly(2);
    }

    private List<String> differences() {
        comparison.end();
        return comparison.differences().lines();
    }

    private static SentOrder sent(int key, LocalDate day, String worth) {
        return new SentOrder(new UUID(0, key), key, day, standing(worth), List.of());
    }

    private static ReadOrder shown(SentOrder order) {
        return new ReadOrder(order.orderId(), order.day(), order.standing());
    }

    /** All of it captured, and one euro of that refunded and owed again. */
    private static Standing standing(String worth) {
        return new Standing("CONFIRMED", euros(worth), euros(worth), euros("1.00"), euros("1.00"));
    }

    private static Sum sum(int orders, String worth) {
        var each = euros(orders + ".00");
        return new Sum(orders, euros(worth), euros(worth), each, each);
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
