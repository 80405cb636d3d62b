package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeOrderTests {

    @Test
    void five_hundred_lines_and_a_thousand_events_add_up() {
        Orders large = order();
        for (int line = 0; line < 500; line++) {
            large.line(3, "3.3333", "0.19");
        }
        Scenario order = given(large.place());
        for (int step = 0; step < 1_000; step++) {
            order = order.and(new CancelLines(List.of(new Item("l" + (step % 500 + 1), 1)), ""));
        }

        assertThat(order.existing().totals().grand()).isEqualTo(500 * (1_190 - 794));
        assertThat(order.and(new CancelOrder("")).existing().totals().grand()).isZero();
    }
}
