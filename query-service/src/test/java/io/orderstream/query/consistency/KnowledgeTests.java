package io.orderstream.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnowledgeTests {

    private static final Duration NEVER_OLD = Duration.ofDays(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void what_is_fresh_is_not_looked_up_again() {
        var knowledge = new Knowledge<>(looks::incrementAndGet, NEVER_OLD, NEVER_OLD);

        assertThat(List.of(knowledge.get(), knowledge.get())).containsExactly(1, 1);
    }

    @Test
    void what_is_old_is_looked_up_again() {
        var knowledge = new Knowledge<>(looks::incrementAndGet, Duration.ZERO, NEVER_OLD);

        assertThat(List.of(knowledge.get(), knowledge.get())).containsExactly(1, 2);
    }

    @Test
    void while_one_looks_the_others_go_on_by_what_is_known() {
        var knowledge = new Knowledge<>(this::slowAfterTheFirst, Duration.ZERO, NEVER_OLD);
        knowledge.get();
        var looking = CompletableFuture.supplyAsync(knowledge::get);
        await().until(() -> looks.get() == 2);

        assertThat(CompletableFuture.supplyAsync(knowledge::get))
                .succeedsWithin(LONG)
                .isEqualTo(1);

        end.countDown();
        assertThat(looking).succeedsWithin(LONG).isEqualTo(2);
    }

    @Test
    void those_who_cannot_go_by_what_is_known_wait_for_one_look() throws Exception {
        var knowledge = new Knowledge<>(this::slow, NEVER_OLD, Duration.ZERO);
        var asked = asked(knowledge, 8);

        end.countDown();

        for (var each : asked) {
            assertThat(each.get()).isEqualTo(1);
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    void a_failure_is_that_of_all_who_waited_for_it_and_of_nobody_later() {
        var knowledge = new Knowledge<>(this::failsAtFirst, NEVER_OLD, Duration.ZERO);
        var asked = asked(knowledge, 8);

        end.countDown();

        for (var each : asked) {
            assertThatThrownBy(each::get).hasRootCauseInstanceOf(ReadModelBehindException.class);
        }
        assertThat(knowledge.get()).isEqualTo(2);
    }

    /** All of them ask, and wait, when this returns. */
    private List<FutureTask<Integer>> asked(Knowledge<Integer> knowledge, int count) {
        List<FutureTask<Integer>> asked = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var task = new FutureTask<>(knowledge::get);
            asked.add(task);
            threads.add(Thread.ofPlatform().daemon().start(task));
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        return asked;
    }

    private int slow() {
        int look = looks.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return look;
    }

    private int slowAfterTheFirst() {
        return looks.get() == 0 ? looks.incrementAndGet() : slow();
    }

    private int failsAtFirst() {
        int look = slow();
        if (look == 1) {
            throw new ReadModelBehindException();
        }
        return look;
    }
}
