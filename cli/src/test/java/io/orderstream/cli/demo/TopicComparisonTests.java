package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

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

    private final TopicComparison comparison = new TopicComparison(List.of(new SentOrder(
            ORDER, 1, LocalDate.EPOCH, List.of(Step.PLACE, Step.CONFIRM, Step.CANCEL), Money.zero("EUR"))));

    @Test
    void one_event_for_each_command_in_its_order_agrees() {
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, CONFIRMED, 2);
        comparison.tell(ORDER, CANCELLED, 3);

        assertThat(comparison.isComplete()).isTrue();
        assertThat(differences()).isEmpty();
    }

    @Test
    void events_of_other_orders_do_not_count() {
        comparison.tell(new UUID(0, 2), "anything", 7);

        assertThat(comparison.events()).isZero();
    }

    @Test
    void a_missing_event_is_found() {
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, CONFIRMED, 2);

        assertThat(comparison.isComplete()).isFalse();
        assertThat(differences()).first().isEqualTo("1 x order with missing events");
    }

    @Test
    void a_gap_is_found() {
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, CANCELLED, 3);

        assertThat(differences()).contains("1 x sequence with a gap or a repeat");
    }

    @Test
    void a_repeat_is_found() {
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, CONFIRMED, 2);
        comparison.tell(ORDER, CANCELLED, 3);

        assertThat(differences()).first().isEqualTo("1 x sequence with a gap or a repeat");
    }

    @Test
    void a_repeat_after_all_events_is_found() {
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, CONFIRMED, 2);
        comparison.tell(ORDER, CANCELLED, 3);
        comparison.tell(ORDER, CANCELLED, 3);

        assertThat(differences()).first().isEqualTo("1 x sequence with a gap or a repeat");
    }

    @Test
    void an_event_that_nothing_was_sent_for_is_found() {
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, CONFIRMED, 2);
        comparison.tell(ORDER, CANCELLED, 3);
        comparison.tell(ORDER, CONFIRMED, 4);

        assertThat(differences()).first().isEqualTo("1 x event that nothing was sent for");
    }

    @Test
    void an_event_of_another_type_is_found() {
        comparison.tell(ORDER, PLACED, 1);
        comparison.tell(ORDER, CANCELLED, 2);
        comparison.tell(ORDER, CONFIRMED, 3);

        assertThat(differences()).first().isEqualTo("1 x event of another type");
    }

    private List<String> differences() {
        comparison.end();
        return comparison.differences().lines();
    }
}
