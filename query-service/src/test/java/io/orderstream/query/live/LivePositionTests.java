package io.orderstream.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivePositionTests {

    private static final Set<String> FEEDS = Set.of("order", "sales");

    @Test
    void a_position_that_was_written_is_read() {
        var position = new LivePosition(Map.of("order", Long.MAX_VALUE / 10, "sales", -1L));

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
                "order-1.sales-9999999999999999999",
                "order-1.sales-2 "
            })
    void anything_else_is_no_position(String text) {
        assertThat(LivePosition.decode(text, FEEDS)).isEmpty();
    }
}
