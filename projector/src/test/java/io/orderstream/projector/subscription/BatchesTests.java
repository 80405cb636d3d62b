package io.orderstream.projector.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a batch waits for more. Between two looks comes what the test lets come. */
class BatchesTests {

    private static final int MOST = 100;
    private static final Duration NONE = Duration.ZERO;
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final BlockingQueue<Integer> arriving = new ArrayBlockingQueue<>(MOST);

    @Test
    void one_whose_time_is_over_goes_on_while_as_many_come_as_only_from_history() throws InterruptedException {
        arrive(1 + Batches.HISTORY);

        assertThat(next(NONE, Batches.HISTORY, Batches.HISTORY, Batches.HISTORY - 1, 50))
                .isEqualTo(4 * Batches.HISTORY);
    }

    @Test
    void one_whose_time_is_over_does_not_wait_for_live_traffic() throws InterruptedException {
        arrive(Batches.HISTORY);

        assertThat(next(NONE, 50)).isEqualTo(Batches.HISTORY);
    }

    @Test
    void one_whose_time_is_not_over_waits_for_few_and_ends_when_it_is_full() throws InterruptedException {
        arrive(1);

        assertThat(next(FOR_EVER, 0, 1, 0, MOST, 1)).isEqualTo(MOST);
    }

    @Test
    void one_is_never_more_than_full() throws InterruptedException {
        arrive(MOST);

        assertThat(next(FOR_EVER, 1)).isEqualTo(MOST);
    }

    @Test
    void one_that_is_to_stop_has_what_came_until_then() throws InterruptedException {
        arrive(3);

        assertThat(next(FOR_EVER)).isEqualTo(3);
    }

    @Test
    void where_nothing_comes_it_is_empty() throws InterruptedException {
        assertThat(next(FOR_EVER)).isZero();
    }

    /** How many are in the next batch, when so many come from look to look; after the last of these it is to stop. */
    private int next(Duration time, Integer... coming) throws InterruptedException {
        Iterator<Integer> left = List.of(coming).iterator();
        Batches<Integer> batches = new Batches<>(arriving, MOST, time, length -> {
            if (!left.hasNext()) {
                return true;
            }
            arrive(left.next());
            return false;
        });
        return batches.next(NONE).size();
    }

    private void arrive(int count) {
        IntStream.range(0, count).forEach(i -> arriving.offer(i));
    }
}
