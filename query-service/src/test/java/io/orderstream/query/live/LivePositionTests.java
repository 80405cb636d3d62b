package io.orderstream.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.query.consistency.Progress;
import io.orderstream.query.live.LivePosition.Place;
import io.orderstream.readmodel.Generation;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivePositionTests {

    private static final Set<String> FEEDS = Set.of("order", "sales");

    @Test
    void a_position_that_was_written_is_read() {
        var position =
                new LivePosition(Map.of("order", new Place(Long.MAX_VALUE / 10, 0), "sales", new Place(-1, 4711)));

        assertThat(LivePosition.decode(position.encode(), FEEDS)).contains(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order-1",
                "order-1.sales",
                "order-1.sales-2.more-3",
                "order-1.order-2",
                "sales-1.order-2",
                "order-01.sales-2",
                "order--2.sales-2",
                "order-1-0.sales-2",
                "order-1-.sales-2",
                "order-1.sales-9999999999999999999",
                "order-1.sales-2 "
            })
    void anything_else_is_no_position(String text) {
        assertThat(LivePosition.decode(text, FEEDS)).isEmpty();
    }

    @Test
    void what_was_parked_when_a_client_left_is_told_by_position_only_if_it_still_is() {
        var parked = place(Map.of("o1", 7L));

        assertThat(place(Map.of()).leadsTo(parked)).isTrue();
        assertThat(parked.leadsTo(place(Map.of("o1", 7L)))).isTrue();
        assertThat(parked.leadsTo(place(Map.of("o1", 8L)))).isFalse();
        assertThat(parked.leadsTo(place(Map.of()))).isFalse();
    }

    private static Place place(Map<String, Long> parked) {
        return Place.at(9, new Progress(new Generation("orders", 1, 1), 9, parked));
    }
}
