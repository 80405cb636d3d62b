package io.orderstream.command.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.events.stored.OrderEvent;
import java.util.ArrayList;
import java.util.List;

/** An order as commands that were accepted made it. */
record Scenario(Order order) {

    static Scenario given(OrderCommand... commands) {
        return new Scenario(Order.NOT_PLACED).and(commands);
    }

    Scenario and(OrderCommand... commands) {
        Order changed = order;
        for (OrderCommand command : commands) {
            for (OrderEvent event : new Scenario(changed).when(command).accepted()) {
                changed = OrderDecider.evolve(changed, event);
            }
        }
        return new Scenario(changed);
    }

    Order.Existing existing() {
        return (Order.Existing) order;
    }

    Line line(String lineId) {
        return existing().lines().get(lineId);
    }

    Then when(OrderCommand command) {
        return new Then(OrderDecider.decide(order, command));
    }

    record Then(Decision decision) {

        List<OrderEvent> accepted() {
            assertThat(decision).isInstanceOf(Accepted.class);
            return new ArrayList<>(((Accepted) decision).events());
        }

        <T extends OrderEvent> T records(Class<T> type) {
            List<OrderEvent> events = accepted();
            assertThat(events).singleElement().isInstanceOf(type);
            return type.cast(events.get(0));
        }

        Rejection rejected() {
            assertThat(decision).isInstanceOf(Rejected.class);
            return ((Rejected) decision).reason();
        }

        void rejected(String code) {
            assertThat(rejected().code()).isEqualTo(code);
        }

        void changesNothing() {
            assertThat(accepted()).isEmpty();
        }
    }
}
