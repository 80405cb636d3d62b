package io.orderstream.query.consistency;

import static java.lang.Thread.State.TIMED_WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.readmodel.Generation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
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

        assertThat(watch(LONG).reaching(new ConsistencyToken(7))).isPresent();
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

        assertThat(watch(SHORT).reaching(new ConsistencyToken(8))).isEmpty();
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
    void readers_that_come_during_a_look_share_its_answer() {
        var watch = watch(LONG);
        var gate = new CountDownLatch(1);
        checkpoint.gate = gate;
        checkpoint.moveTo(8);
        var let = new AtomicInteger();
        var all = IntStream.range(0, 200)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    watch.reaching(new ConsistencyToken(8)).ifPresent(reached -> let.incrementAndGet());
                }))
                .toList();
        Awaitility.await().until(() -> all.stream().allMatch(reader -> reader.getState() == TIMED_WAITING));

        gate.countDown();

        Awaitility.await().until(() -> let.get() == 200);
        assertThat(checkpoint.looks).hasValue(1);
    }

    @Test
    void nobody_looks_while_nobody_waits() {
        watch(SHORT).reaching(new ConsistencyToken(8));

        var seen = new AtomicInteger();
        Awaitility.await()
                .during(Duration.ofMillis(100))
                .atMost(LONG)
                .until(() -> seen.getAndSet(checkpoint.looks.get()) == checkpoint.looks.get());
    }

    @Test
    void a_read_model_that_was_thrown_away_is_noticed() {
        var watch = watch(SHORT);
        checkpoint.moveTo(8);
        watch.reaching(new ConsistencyToken(8));

        checkpoint.moveTo(-1);

        assertThat(watch.reaching(new ConsistencyToken(8))).isEmpty();
    }

    @Test
    void readers_learn_why_the_checkpoint_cannot_be_read() {
        var watch = new CheckpointWatch(
                () -> {
                    throw new IllegalStateException("away");
                },
                LONG);

        assertThatThrownBy(() -> watch.reaching(new ConsistencyToken(8))).hasMessage("away");
    }

    @Test
    void a_failed_look_is_not_the_last() {
        var first = new AtomicInteger();
        Supplier<Progress> recovering = () -> {
            if (first.getAndIncrement() == 0) {
                throw new IllegalStateException("away");
            }
            return at(8);
        };
        var watch = new CheckpointWatch(recovering, LONG);
        assertThatThrownBy(() -> watch.reaching(new ConsistencyToken(8))).hasMessage("away");

        assertThat(watch.reaching(new ConsistencyToken(8))).isPresent();
    }

    private CheckpointWatch watch(Duration patience) {
        return new CheckpointWatch(checkpoint, patience);
    }

    private CompletableFuture<Boolean> reader(CheckpointWatch watch, long position) {
        return CompletableFuture.supplyAsync(
                () -> watch.reaching(new ConsistencyToken(position)).isPresent(), readers);
    }

    private static Progress at(long position) {
        return new Progress(new Generation("orders", 1, 1), position, Map.of());
    }

    private static final class RecordedCheckpoint implements Supplier<Progress> {

        private final AtomicLong position = new AtomicLong(-1);
        private final AtomicInteger looks = new AtomicInteger();
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public Progress get() {
            looks.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return at(position.get());
        }

        private void moveTo(long moved) {
            position.set(moved);
        }

        private void awaitLook() {
            Awaitility.await().until(() -> looks.get() > 0);
        }
    }
}
