package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ThrottleTests {

    @Test
    @Timeout(60)
    void what_has_gone_live_is_no_longer_held_back() {
        Throttle throttle = new Throttle(1, () -> false, () -> true);

        throttle.await();
        throttle.spread(TimeUnit.DAYS.toSeconds(1), System.nanoTime());
    }

    @Test
    @Timeout(60)
    void what_is_to_stop_does_not_wait_for_its_turn() throws Exception {
        Throttle throttle = new Throttle(1, () -> true, () -> true);
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> throttle.spread(TimeUnit.DAYS.toSeconds(1), System.nanoTime()));

        throttle.close();

        waiting.get();
        throttle.await();
    }

    @Test
    @Timeout(60)
    void what_goes_live_while_it_waits_goes_on() {
        AtomicInteger looks = new AtomicInteger();
        Throttle throttle = new Throttle(1, () -> looks.incrementAndGet() < 3, () -> false);

        throttle.spread(TimeUnit.DAYS.toSeconds(1), System.nanoTime());

        assertThat(looks).hasValue(3);
    }

    @Test
    void a_rebuild_waits_until_live_read_models_have_caught_up() {
        AtomicInteger looks = new AtomicInteger();
        Throttle throttle = new Throttle(Integer.MAX_VALUE, () -> true, () -> looks.incrementAndGet() < 3);

        throttle.await();

        assertThat(looks).hasValue(3);
    }
}
