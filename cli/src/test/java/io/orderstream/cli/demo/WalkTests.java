package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.Money;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.Imported;
import io.trino.tpch.LineItem;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class WalkTests {

    /** So many that every chance comes up. */
    private static final long KEYS = 500;

    @Test
    void the_same_row_is_walked_alike() {
        assertThat(all()).isEqualTo(all());
    }

    @Test
    void steps_have_names_of_their_own() {
        assertThat(all())
                .allSatisfy(order -> assertThat(order.steps())
                        .extracting(Step::name)
                        .doesNotHaveDuplicates()
                        .first()
                        .isEqualTo("place"));
    }

    @Test
    void every_domain_event_of_an_order_that_is_placed_occurs() {
        assertThat(all().stream().flatMap(order -> order.steps().stream()).flatMap(step -> step.events().stream()))
                .containsAll(DomainEventTypes.names().keySet().stream()
                        .filter(event -> event != Imported.class)
                        .map(DomainEventTypes::typeOf)
                        .toList());
    }

    @Test
    void a_command_may_make_no_event_or_several() {
        assertThat(all().stream()
                        .flatMap(order -> order.steps().stream())
                        .map(step -> step.events().size()))
                .contains(0, 1, 2);
    }

    @Test
    void currencies_with_no_decimals_two_and_three_are_refunded() {
        assertThat(all().stream()
                        .map(order -> order.steps().getLast().after().refunded())
                        .filter(refunded -> refunded.minor() > 0)
                        .map(refunded -> Money.decimalsOf(refunded.currency())))
                .contains(0, 2, 3);
    }

    @Test
    void lines_leave_by_the_day_they_ship_and_arrive_by_the_day_they_are_received() {
        var line = Rows.line(2, 1_000, "A", "F", 3, 5);
        var sameDay = Rows.line(1, 1_000, "A", "F", 3, 9);
        var later = Rows.line(1, 1_000, "N", "F", 7, 200);

        assertThat(walks('F', line, sameDay, later)).allSatisfy(steps -> {
            assertThat(bodies(steps, "/fulfillments"))
                    .extracting(body -> body.get("items").size())
                    .endsWith(2, 1);
            assertThat(bodiesEndingWith(steps, "/deliver"))
                    .extracting(body -> body.get("at").asString().substring(0, 10))
                    .containsExactly("1995-03-07", "1995-03-11");
            assertThat(steps.getLast().after().lifecycle()).isEqualTo("CONFIRMED");
        });
    }

    @Test
    void of_a_partly_shipped_order_only_lines_that_left_are_shipped() {
        var shipped = Rows.line(2, 1_000, "A", "F", 3, 5);
        var open = Rows.line(2, 1_000, "N", "O", 200, 210);

        assertThat(walks('P', shipped, open))
                .allSatisfy(steps -> assertThat(bodies(steps, "/fulfillments"))
                        .allSatisfy(body -> assertThat(body.get("items")).hasSize(1)));
    }

    @ParameterizedTest
    @CsvSource({"R, true", "A, false"})
    void lines_with_the_flag_for_it_are_returned(String flag, boolean returned) {
        assertThat(walks('F', Rows.line(2, 1_000, flag, "F", 3, 5)))
                .allSatisfy(steps ->
                        assertThat(!bodies(steps, "/returns").isEmpty()).isEqualTo(returned));
    }

    @Test
    void what_arrived_and_is_settled_is_complete() {
        assertThat(walks('F', Rows.line(2, 1_000, "A", "F", 3, 5)))
                .allSatisfy(
                        steps -> assertThat(steps.getLast().after().lifecycle()).isEqualTo("COMPLETED"));
    }

    @Test
    void an_open_order_ships_nothing() {
        assertThat(walks('O', Rows.line(2, 1_000, "N", "O", 200, 210)))
                .allSatisfy(
                        steps -> assertThat(bodiesEndingWith(steps, "/ship")).isEmpty());
    }

    private static List<DemoOrder> all() {
        return StreamSupport.stream(new TpchOrders(0.001).spliterator(), false)
                .map(DemoOrders::of)
                .toList();
    }

    private static List<List<Step>> walks(char status, LineItem... lines) {
        return LongStream.range(0, KEYS)
                .mapToObj(key -> Rows.order(key, status, Rows.FRANCE, lines))
                .map(row -> DemoOrders.of(row).steps())
                .toList();
    }

    private static List<JsonNode> bodies(List<Step> steps, String path) {
        return steps.stream()
                .filter(step -> step.path().equals(path))
                .map(step -> Json.read(step.body()))
                .toList();
    }

    private static List<JsonNode> bodiesEndingWith(List<Step> steps, String end) {
        return steps.stream()
                .filter(step -> step.path().endsWith(end))
                .map(step -> Json.read(step.body()))
                .toList();
    }
}
