package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoodsTests {

    private static final LocalDate DAY = LocalDate.of(1995, 3, 2);

    private final Goods goods = new Goods(List.of(5L, 2L));

    @Test
    void units_wait_to_be_confirmed_then_to_be_set_aside_unless_they_are_held() {
        assertThat(goods.work()).isEqualTo(Map.of("TO_CONFIRM", 7L));
        goods.confirm();
        assertThat(goods.work()).isEqualTo(Map.of("TO_ALLOCATE", 7L));
        goods.hold("a hold");
        assertThat(goods.work()).isEqualTo(Map.of("ON_HOLD", 7L));
        goods.release("a hold");
        assertThat(goods.work()).isEqualTo(Map.of("TO_ALLOCATE", 7L));
    }

    @Test
    void a_fulfilment_that_leaves_in_two_parts_waits_for_the_rest() {
        goods.confirm();
        goods.allocate("all", List.of(new Item(0, 5), new Item(1, 2)));

        goods.ship("all", List.of(new Item(0, 2)));
        assertThat(goods.work()).isEqualTo(Map.of("TO_SHIP", 5L, "IN_TRANSIT", 2L));

        goods.ship("all", List.of());
        goods.deliver(DAY, List.of(new Item(0, 5)));
        assertThat(goods.work()).isEqualTo(Map.of("IN_TRANSIT", 2L));
        assertThat(goods.funnel().get("shipped")).isEqualTo(BigDecimal.ONE);
        assertThat(goods.funnel().get("delivered")).isEqualTo(BigDecimal.ZERO);
        assertThat(goods.deliveries()).isEqualTo(Map.of(1995, 1L));
    }

    @Test
    void what_is_cancelled_with_its_order_waits_for_nothing() {
        goods.confirm();
        goods.allocate("all", List.of(new Item(0, 5)));

        goods.cancelAll();

        assertThat(goods.work()).isEmpty();
        assertThat(goods.openFulfillments()).isEmpty();
        assertThat(goods.funnel().get("confirmed")).isEqualTo(BigDecimal.ZERO);
        assertThat(goods.funnel().get("cancelled")).isEqualTo(BigDecimal.ONE);
    }

    @Test
    void what_is_to_come_back_waits_until_it_came_or_will_not_come() {
        goods.requestReturn("both", List.of(new Item(0, 3)));
        goods.requestReturn("other", List.of(new Item(1, 2)));

        goods.receive("both", List.of(new Item(0, 1)));
        goods.endReturn("other");

        assertThat(goods.work()).containsEntry("TO_RECEIVE", 2L);
    }
}
