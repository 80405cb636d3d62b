package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.cli.demo.TopicComparison.TypeRow;
import io.orderstream.events.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopicComparisonTests {

    private static final UUID ORDER = new UUID(0, 1);
    private static final String PLACED = "io.orderstream.order.placed.v1";
    private static final String CONFIRMED = "io.orderstream.order.confirmed.v1";
    private static final String CANCELLED = "io.orderstream.order.cancelled.v1";

    private final TopicComparison comparison = new TopicComparison(
            List.of(new SentOrder(ORDER, 1, LocalDate.EPOCH, standing("7.00"), List.of(PLACED, CONFIRMED, CANCELLED))));

    @Test
    void the_events_that_must_be_in_their_order_agree() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, CONFIRMED, 2);
        tell(ORDER, CANCELLED, 3);

        assertThat(comparison.isComplete()).isTrue();
        assertThat(differences()).isEmpty();
    }

    @Test
    void events_of_other_orders_do_not_count() {
        tell(new UUID(0, 2), "anything", 7);

        assertThat(comparison.events()).isZero();
    }

    @Test
    void a_missing_event_is_found() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, CONFIRMED, 2);

        assertThat(comparison.isComplete()).isFalse();
        assertThat(differences()).first().isEqualTo("1 x order with missing events");
    }

    @Test
    void a_gap_is_found() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, CANCELLED, 3);

        assertThat(differences()).contains("1 x sequence with a gap or a repeat");
    }

    @Test
    void a_repeat_is_found() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, PLACED, 1);
        tell(ORDER, CONFIRMED, 2);
        tell(ORDER, CANCELLED, 3);

        assertThat(differences()).first().isEqualTo("1 x sequence with a gap or a repeat");
    }

    @Test
    void a_repeat_after_all_events_is_found() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, CONFIRMED, 2);
        tell(ORDER, CANCELLED, 3);
        tell(ORDER, CANCELLED, 3);

        assertThat(differences()).first().isEqualTo("1 x sequence with a gap or a repeat");
    }

    @Test
    void an_event_that_nothing_was_sent_for_is_found() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, CONFIRMED, 2);
        tell(ORDER, CANCELLED, 3);
        tell(ORDER, CONFIRMED, 4);

        assertThat(differences()).first().isEqualTo("1 x event that nothing was sent for");
    }

    @Test
    void an_event_of_another_type_is_found() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, CANCELLED, 2);
        tell(ORDER, CONFIRMED, 3);

        assertThat(differences()).first().isEqualTo("1 x event of another type");
    }

    @Test
    void figures_of_the_last_event_that_are_not_those_that_were_sent_are_found() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, CONFIRMED, 2);
        comparison.tell(ORDER, CANCELLED, 3, () -> standing("7.01"));

        assertThat(differences()).first().isEqualTo("1 x last event with other figures");
    }

    @Test
    void figures_of_earlier_events_may_differ() {
        comparison.tell(ORDER, PLACED, 1, () -> standing("9.00"));
        tell(ORDER, CONFIRMED, 2);
        tell(ORDER, CANCELLED, 3);

        assertThat(differences()).isEmpty();
    }

    @Test
    void events_are_counted_by_type() {
        tell(ORDER, PLACED, 1);
        tell(ORDER, PLACED, 2);
        tell(new UUID(0, 2), CONFIRMED, 1);

        assertThat(comparison.types())
                .containsExactly(new TypeRow(CANCELLED, 1, 0), new TypeRow(CONFIRMED, 1, 0), new TypeRow(PLACED, 1, 2));
    }

    private void tell(UUID orderId, String type, long sequence) {
        comparison.tell(orderId, type, sequence, () -> standing("7.00"));
    }

    private static Standing standing(String worth) {
        var zero = Money.zero("EUR");
        return new Standing("CANCELLED", Money.of(worth, "EUR"), zero, zero, zero);
    }

    private List<String> differences() {
        comparison.end();
        return comparison.differences().lines();
    }
}
