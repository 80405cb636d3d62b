package io.orderstream.readmodel.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.orderstream.readmodel.TestLog;
import io.orderstream.readmodel.TestOrder;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument.Interval;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesProjectionTests {

    private final TestLog log = new TestLog();
    private final SalesProjection projection = new SalesProjection(new ReportingCalendar(ZoneId.of("Europe/Berlin")));

    @Test
    void an_order_counts_in_the_day_and_the_month_in_which_it_was_placed() {
        order("o1").placedAt(Instant.parse("2026-03-31T22:30:00Z")).placed();

        assertThat(documents(Interval.DAY)).singleElement().satisfies(day -> {
            assertThat(day.period()).isEqualTo("2026-04-01");
            assertThat(day.parts().keySet()).containsExactly("2026-03-31T22:00:00Z");
            assertThat(day.total().orders()).isEqualTo(1);
        });
        assertThat(documents(Interval.MONTH)).singleElement().satisfies(month -> {
            assertThat(month.period()).isEqualTo("2026-04");
            assertThat(month.parts().keySet()).containsExactly("2026-04-01");
            assertThat(month.total().orders()).isEqualTo(1);
        });
    }

    @Test
    void each_currency_channel_and_country_has_a_document() {
        order("o1").placed();
        order("o2").placed();
        order("o3").in("till", "EUR", "DE").placed();
        order("o4").in("web", "USD", "DE").placed();
        order("o5").in("web", "EUR", "FR").placed();
        order("o6").in("web", "EUR", null).placed();

        assertThat(documents(Interval.DAY))
                .extracting(day -> day.channel() + " " + day.currency() + " " + day.country() + " "
                        + day.total().orders())
                .containsExactlyInAnyOrder(
                        "web EUR DE 2", "till EUR DE 1", "web USD DE 1", "web EUR FR 1", "web EUR null 1");
    }

    @Test
    void what_happens_months_later_counts_where_the_order_was_placed_and_leaves_what_was_ordered() {
        order("o1").placed();
        Figures placed = documents(Interval.DAY).getFirst().total();
        order("o2")
                .placed()
                .captured(4_165)
                .at(Instant.parse("2026-07-15T12:00:00Z"))
                .returnReceived(1, 100)
                .settlementRequested(1_090)
                .refundSucceeded("SETTLE", 1_090);

        assertThat(documents(Interval.DAY)).singleElement().satisfies(day -> {
            assertThat(day.period()).isEqualTo("2026-03-01");
            assertThat(day.total().orders()).isEqualTo(2);
            assertThat(day.total().grand()).isEqualTo(2 * placed.grand());
            assertThat(day.total().credited()).isEqualTo(1_190);
            assertThat(day.total().refunded()).isEqualTo(1_090);
        });
    }

    @Test
    void an_order_that_is_reported_weeks_late_counts_where_it_was_placed() {
        order("o1")
                .placedAt(Instant.parse("2026-01-10T12:00:00Z"))
                .at(Instant.parse("2026-03-02T08:00:00Z"))
                .placed();

        assertThat(documents(Interval.MONTH)).extracting(SalesDocument::period).containsExactly("2026-01");
    }

    @Test
    void cancelling_leaves_what_was_ordered() {
        order("o1").placed().cancelled(2);

        assertThat(documents(Interval.DAY)).singleElement().satisfies(day -> {
            assertThat(day.total().orders()).isEqualTo(1);
            assertThat(day.total().grand()).isEqualTo(4_165);
            assertThat(day.total().cancelled()).isEqualTo(4_165);
            assertThat(day.total().net()).isZero();
        });
    }

    @Test
    void the_parts_add_up_to_the_whole() {
        order("o1").placed().cancelledUnits(1);
        order("o2").placedAt(Instant.parse("2026-03-01T10:30:00Z")).placed();
        order("o3").placedAt(Instant.parse("2026-03-02T10:30:00Z")).placed().cancelled(2);

        assertThat(log.fold(projection).values())
                .allSatisfy(document -> assertThat(
                                document.parts().values().stream().reduce(Figures.NONE, Figures::plus))
                        .isEqualTo(document.total()));
    }

    @Test
    void a_document_that_is_split_has_the_same_figures() {
        order("o1").in("web#1", "EUR", "DE").placed().cancelledUnits(1);

        assertThat(log.fold(projection, "#7").values())
                .extracting(SalesDocument::interval, SalesDocument::channel, SalesDocument::total)
                .containsExactlyElementsOf(log.fold(projection).values().stream()
                        .map(whole -> tuple(whole.interval(), whole.channel(), whole.total()))
                        .toList());
    }

    @Test
    void a_channel_that_looks_like_a_part_of_a_key_is_another_channel() {
        order("o1").in("web", "EUR", "DE").placed();
        order("o2").in("web#1", "EUR", "DE").placed();
        order("o3").in("DE|web", "EUR", null).placed();

        assertThat(documents(Interval.DAY)).hasSize(3);
        assertThat(log.fold(projection).keySet()).noneMatch(key -> key.contains("#"));
    }

    @Test
    void what_changes_no_figure_touches_no_document() {
        order("o1").placed().confirmed().held("h1").allocated(1).shipped(1);

        assertThat(log.events().subList(1, 5))
                .allSatisfy(event -> assertThat(projection.keys(event)).isEmpty());
    }

    @Test
    void documents_know_the_last_event_that_was_folded_in() {
        order("o1").placed().confirmed().cancelledUnits(1);

        assertThat(log.fold(projection).values())
                .extracting(SalesDocument::position)
                .containsOnly(102L);
    }

    private TestOrder order(String id) {
        return new TestOrder(log, id);
    }

    private List<SalesDocument> documents(Interval interval) {
        Map<String, SalesDocument> all = log.fold(projection);
        return all.values().stream()
                .filter(document -> document.interval() == interval)
                .toList();
    }
}
