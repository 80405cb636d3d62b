package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.cli.demo.ReadSideComparison.Row;
import io.orderstream.cli.demo.ReadSideComparison.Sum;
import io.orderstream.events.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadSideComparisonTests {

    private static final LocalDate DAY = LocalDate.of(1995, 3, 2);
    private static final SentOrder FIRST = sent(1, DAY, "10.00", Step.PLACE);
    private static final SentOrder SECOND = sent(2, DAY, "5.50", Step.PLACE, Step.CONFIRM);

    private final ReadSideComparison comparison = new ReadSideComparison(List.of(FIRST, SECOND));

    @Test
    void what_is_shown_as_it_was_sent_agrees() {
        comparison.show(shown(FIRST));
        comparison.show(shown(SECOND));

        assertThat(differences()).isEmpty();
        assertThat(comparison.rows())
                .containsExactly(new Row("EUR", 1, 0, new Sum(2, euros("15.50")), new Sum(2, euros("15.50"))));
    }

    @Test
    void orders_of_others_do_not_count() {
        comparison.show(shown(FIRST));
        comparison.show(shown(SECOND));
        comparison.show(shown(sent(3, DAY, "99.00", Step.PLACE)));

        assertThat(differences()).isEmpty();
    }

    @Test
    void an_order_that_is_not_listed_is_found() {
        comparison.show(shown(FIRST));

        assertThat(differences())
                .contains(
                        "1 x order not listed",
                        "    1995-03-02 EUR should be 2 orders worth 15.50 EUR and is 1 orders worth 10.00 EUR");
    }

    @Test
    void an_order_that_is_listed_twice_is_found() {
        comparison.show(shown(FIRST));
        comparison.show(shown(SECOND));
        comparison.show(shown(SECOND));

        assertThat(differences()).contains("1 x order listed more than once");
    }

    @Test
    void an_order_of_another_worth_is_found() {
        comparison.show(shown(FIRST));
        comparison.show(new ReadOrder(SECOND.orderId(), DAY, "CONFIRMED", euros("5.51")));

        assertThat(differences()).contains("1 x order of another worth");
    }

    @Test
    void two_wrong_worths_that_add_up_are_found() {
        comparison.show(new ReadOrder(FIRST.orderId(), DAY, "PLACED", euros("10.01")));
        comparison.show(new ReadOrder(SECOND.orderId(), DAY, "CONFIRMED", euros("5.49")));

        assertThat(differences()).contains("2 x order of another worth");
    }

    @Test
    void an_order_on_another_day_is_found() {
        comparison.show(shown(FIRST));
        comparison.show(new ReadOrder(SECOND.orderId(), DAY.plusDays(1), "CONFIRMED", euros("5.50")));

        assertThat(differences()).contains("2 x day and currency with another count or total");
        assertThat(comparison.rows()).extracting(Row::differing).containsExactly(2);
    }

    @Test
    void an_order_in_another_lifecycle_is_found() {
        comparison.show(new ReadOrder(FIRST.orderId(), DAY, "CONFIRMED", euros("10.00")));
        comparison.show(shown(SECOND));

        assertThat(differences()).contains("1 x order in another lifecycle");
    }

    private List<String> differences() {
        comparison.end();
        return comparison.differences().lines();
    }

    private static SentOrder sent(int key, LocalDate day, String grand, Step... steps) {
        return new SentOrder(new UUID(0, key), key, day, List.of(steps), euros(grand));
    }

    private static ReadOrder shown(SentOrder order) {
        return new ReadOrder(order.orderId(), order.day(), order.lifecycle(), order.grand());
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
