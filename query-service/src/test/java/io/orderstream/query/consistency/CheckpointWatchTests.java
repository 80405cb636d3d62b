package io.orderstream.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointWatchTests {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
    private final RecordedCheckpoint checkpoint = new RecordedCheckpoint();

    @AfterEach
    void stop() {
        readers.shutdownNow();
    }

    @Test
    void a_token_that_is_reached_already_is_not_waited_for() {
        checkpoint.moveTo(7);

        assertThat(watch(LONG).reaches(new ConsistencyToken(7))).isTrue();
    }

    @Test
    void a_reader_is_let_go_when_the_checkpoint_comes_to_its_token() {
        var reader = reader(watch(LONG), 8);
        checkpoint.awaitLook();

        checkpoint.moveTo(8);

        assertThat(reader).succeedsWithin(LONG).isEqualTo(true);
    }

    @Test
    void a_token_that_is_not_reached_in_time_is_reported() {
        checkpoint.moveTo(7);

        assertThat(watch(SHORT).reaches(new ConsistencyToken(8))).isFalse();
    }

    @Test
    void each_reader_waits_for_its_own_token() {
        var watch = watch(LONG);
        var far = reader(watch, 9);
        var near = reader(watch, 8);
        checkpoint.awaitLook();

        checkpoint.moveTo(8);

        assertThat(near).succeedsWithin(LONG).isEqualTo(true);
        assertThat(far).isNotDone();
    }

    @Test
    void readers_share_one_look_at_a_time() {
        var watch = watch(LONG);
        var all = IntStream.range(0, 200).mapToObj(i -> reader(watch, 8)).toArray(CompletableFuture<?>[]::new);
        checkpoint.awaitLook();

        checkpoint.moveTo(8);

        assertThat(CompletableFuture.allOf(all)).succeedsWithin(LONG);
        assertThat(checkpoint.mostLooksAtOnce.get()).isEqualTo(1);
    }

    @Test
    void nobody_looks_while_nobody_waits() {
        watch(SHORT).reaches(new ConsistencyToken(8));

        var seen = new AtomicInteger();
        Awaitility.await()
                .during(Duration.ofMillis(100))
                .atMost(LONG)
                .until(() -> seen.getAndSet(checkpoint.looks.get()) == checkpoint.looks.get());
    }

    @Test
    void a_read_without_a_token_does_not_look() {
        assertThat(watch(LONG).reaches(ConsistencyToken.NONE)).isTrue();
        assertThat(checkpoint.looks).hasValue(0);
    }

    @Test
    void a_read_model_that_was_thrown_away_is_noticed() {
        var watch = watch(SHORT);
        checkpoint.moveTo(8);
        watch.reaches(new ConsistencyToken(8));

        checkpoint.moveTo(-1);

        assertThat(watch.reaches(new ConsistencyToken(8))).isFalse();
    }

    @Test
    void readers_learn_why_the_checkpoint_cannot_be_read() {
        var watch = new CheckpointWatch(
                () -> {
                    throw new IllegalStateException("away");
                },
                LONG);

        assertThatThrownBy(() -> watch.reaches(new ConsistencyToken(8))).hasMessage("away");
    }

    @Test
    void a_failed_look_is_not_the_last() {
        var first = new AtomicInteger();
        LongSupplier recovering = () -> {
            if (first.getAndIncrement() == 0) {
                throw new IllegalStateException("away");
            }
            return 8;
        };
        var watch = new CheckpointWatch(recovering, LONG);
        assertThatThrownBy(() -> watch.reaches(new ConsistencyToken(8))).hasMessage("away");

        assertThat(watch.reaches(new ConsistencyToken(8))).isTrue();
    }

    private CheckpointWatch watch(Duration patience) {
        return new CheckpointWatch(checkpoint, patience);
    }

    private CompletableFuture<Boolean> reader(CheckpointWatch watch, long position) {
        return CompletableFuture.supplyAsync(() -> watch.reaches(new ConsistencyToken(position)), readers);
    }

    private static final class RecordedCheckpoint implements LongSupplier {

        private final AtomicLong position = new AtomicLong(-1);
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger mostLooksAtOnce = new AtomicInteger();

        @Override
        public long getAsLong() {
            looks.incrementAndGet();
            mostLooksAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                return position.get();
            } finally {
                now.decrementAndGet();
            }
        }

        private void moveTo(long moved) {
            position.set(moved);
        }

        private void awaitLook() {
            Awaitility.await().until(() -> looks.get() > 0);
        }
    }
}
