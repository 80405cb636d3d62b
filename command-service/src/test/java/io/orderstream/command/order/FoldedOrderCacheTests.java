package io.orderstream.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class FoldedOrderCacheTests {

    /** About as many orders of a line and a few events as fit. */
    private static final int CACHED = 200;

    private final RecordingStore store = new RecordingStore();
    private final OrderClient client = new OrderClient(store, DataSize.ofKilobytes(CACHED * 5L));

    @Test
    void an_order_of_now_stays_though_many_that_rest_were_used_more_often() {
        // given
        for (int i = 0; i < 2 * CACHED; i++) {
            String rests = client.placed(1);
            for (int change = 0; change < 5; change++) {
                client.handle(rests, OrderClient.note());
            }
        }
        List<String> fresh = new ArrayList<>();
        for (int i = 0; i < CACHED / 4; i++) {
            fresh.add(client.placed(1));
        }
        store.reads().clear();

        // when
        fresh.forEach(order -> client.handle(order, OrderClient.note()));

        // then
        assertThat(store.reads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 600", "100, 40", "500, 12"})
    void the_larger_orders_are_the_fewer_are_kept(int lines, int more) {
        // given
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            orders.add(client.placed(lines));
        }
        store.reads().clear();

        // when
        orders.forEach(order -> client.handle(order, OrderClient.note()));

        // then
        assertThat(store.reads()).hasSizeGreaterThanOrEqualTo(more - 1_000 / (lines + 2));
    }

    @Test
    void what_happens_to_an_order_counts_as_well() {
        // given
        String first = client.placed(1);
        String second = client.placed(1);

        // when
        for (int i = 0; i < 2_000; i++) {
            client.handle(first, OrderClient.note());
        }
        store.reads().clear();
        client.handle(first, OrderClient.note());
        client.handle(second, OrderClient.note());

        // then
        assertThat(store.reads()).contains(first);
    }
}
