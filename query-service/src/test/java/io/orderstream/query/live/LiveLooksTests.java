package io.orderstream.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.Progress;
import io.orderstream.readmodel.Generation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class LiveLooksTests {

    private final MadeUpFeed orders = new MadeUpFeed("order");
    private final MadeUpFeed sales = new MadeUpFeed("sales");
    private final LiveLooks looks = new LiveLooks(List.of(orders, sales), JsonMapper.shared());

    static List<Supplier<Throwable>> failures() {
        return List.of(() -> new IllegalStateException("away"), () -> new NoClassDefFoundError("Sales"));
    }

    @Test
    void the_first_look_tells_nothing() {
        orders.changes("o1", 5);

        assertThat(tells()).isEmpty();
        assertThat(looks.position().encode()).isEqualTo("order-5.sales--1");
    }

    @Test
    void a_change_is_told_once() {
        looks.next();
        orders.changes("o1", 5);

        assertThat(tells()).containsExactly("order o1 order-5.sales--1");
        assertThat(tells()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_feed_that_fails_holds_up_no_other_and_goes_on_where_it_was(Supplier<Throwable> failure) {
        looks.next();
        sales.failure = failure;
        sales.changes("march", 6);
        orders.changes("o1", 5);

        assertThat(tells()).containsExactly("order o1 order-5.sales--1");

        sales.failure = null;
        assertThat(tells()).containsExactly("sales march order-5.sales-6");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_feed_that_can_be_looked_at_only_later_begins_with_a_reset(Supplier<Throwable> failure) {
        sales.failure = failure;
        looks.next();
        assertThat(looks.position().encode()).isEqualTo("order--1");

        sales.failure = null;
        sales.changes("march", 6);

        assertThat(tells()).containsExactly("reset  order--1.sales-6");
    }

    @Test
    void what_was_released_is_told_and_only_its_last_update_says_that_it_was() {
        orders.changes("o1", 1);
        orders.changes("o2", 2);
        orders.progress = progress(9, Map.of("o1", 7L, "o2", 8L));
        looks.next();
        var parked = looks.position().encode();

        orders.progress = progress(9, Map.of());

        assertThat(tells())
                .containsExactlyInAnyOrder("order o1 " + parked, "order o2 order-9.sales--1")
                .last()
                .asString()
                .endsWith("order-9.sales--1");
    }

    @Test
    void what_goes_on_but_stays_parked_is_told_too() {
        orders.changes("o1", 1);
        orders.progress = progress(9, Map.of("o1", 7L));
        looks.next();

        orders.progress = progress(9, Map.of("o1", 8L));

        assertThat(tells()).hasSize(1).first().asString().startsWith("order o1 ");
        assertThat(tells()).isEmpty();
    }

    private List<String> tells() {
        return looks.next().stream().map(LiveLooksTests::text).toList();
    }

    private static String text(LiveMessage message) {
        var lines = new String(message.frame(), UTF_8).lines().toList();
        var name = message.key().substring(message.key().indexOf('/') + 1);
        var event = lines.get(1).substring("event: ".length());
        return event + " " + (name.equals(event) ? "" : name) + " "
                + lines.getFirst().substring("id: ".length());
    }

    private static Progress progress(long position, Map<String, Long> parked) {
        return new Progress(new Generation("any", 1, 1), position, parked);
    }

    /** A feed whose changes stay until the next of the same thing. */
    private static final class MadeUpFeed implements LiveFeed, LiveFeed.Look {

        private final String name;
        private final List<LiveChange> all = new ArrayList<>();
        private Progress progress = LiveLooksTests.progress(-1, Map.of());
        private @Nullable Supplier<Throwable> failure;

        private MadeUpFeed(String name) {
            this.name = name;
        }

        private void changes(String key, long position) {
            all.add(new LiveChange(key, position, Map.of("key", key)));
            progress = LiveLooksTests.progress(position, Map.of());
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Look look() {
            var thrown = failure == null ? null : failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            return this;
        }

        @Override
        public void await(ConsistencyToken token) {}

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public List<LiveChange> changes(long after, long upTo, int limit) {
            return all.stream()
                    .filter(change -> change.position() > after && change.position() <= upTo)
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<LiveChange> of(Collection<String> keys) {
            return all.stream().filter(change -> keys.contains(change.key())).toList();
        }
    }
}
