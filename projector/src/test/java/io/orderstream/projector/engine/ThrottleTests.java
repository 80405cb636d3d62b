package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
    void a_rebuild_waits_until_live_read_models_have_caught_up() {
        AtomicInteger looks = new AtomicInteger();
        Throttle throttle = new Throttle(Integer.MAX_VALUE, () -> true, () -> looks.incrementAndGet() < 3);

        throttle.await();

        assertThat(looks).hasValue(3);
    }
}
