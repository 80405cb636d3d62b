package io.orderstream.cli.demo;

import io.orderstream.cli.demo.WriteApi.Acknowledged;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Places orders and walks them along, the steps of one order one after another and several orders at a time, and remembers what was acknowledged. What a command did whose
 * answer never came is unknown: its order is left out of what was sent, and no further order is begun.
 */
final class Placing {

    private final WriteApi api;
    private final String keyPrefix;
    private final int concurrency;
    private final Pace pace;
    private final Progress progress;
    private final Map<List<String>, List<String>> eventLists = new ConcurrentHashMap<>();
    private final Collection<SentOrder> sent = new ConcurrentLinkedQueue<>();
    private final Findings failures = new Findings();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong replayed = new AtomicLong();
    private final AtomicLong token = new AtomicLong();
    private volatile boolean abandoned;

    /**
     * Prepares to place orders.
     *
     * @param keyPrefix what all idempotency keys begin with; another prefix makes other orders
     */
    Placing(WriteApi api, String keyPrefix, int concurrency, Pace pace, Progress progress) {
        this.api = api;
        this.keyPrefix = keyPrefix;
        this.concurrency = concurrency;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param commands how many commands were acknowledged
     * @param replayed how many of them had been done before
     * @param token the highest of all answers
     */
    record Outcome(
            List<SentOrder> sent, long commands, long replayed, long token, Findings failures, Duration elapsed) {}

    Outcome run(Iterable<DemoOrder> orders) throws InterruptedException {
        var begun = Instant.now();
        var permits = new Semaphore(concurrency);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var order : orders) {
                permits.acquire();
                if (abandoned) {
                    break;
                }
                threads.execute(() -> {
                    try {
                        walk(order);
                        progress.add(1);
                    } finally {
                        permits.release();
                    }
                });
            }
        }
        return new Outcome(
                List.copyOf(sent),
                commands.get(),
                replayed.get(),
                token.get(),
                failures,
                Duration.between(begun, Instant.now()));
    }

    private void walk(DemoOrder order) {
        var steps = order.steps();
        var done = 1;
        try {
            pace.await();
            var placed = acknowledged(api.place(steps.getFirst(), key(order, steps.getFirst())));
            try {
                for (var step : steps.subList(1, steps.size())) {
                    pace.await();
                    acknowledged(api.follow(placed.orderId(), step, key(order, step)));
                    done++;
                }
            } catch (RefusedException e) {
                failed(order, steps.get(done), e.type(), e);
            }
            sent.add(sentOrder(order, placed, steps.subList(0, done)));
        } catch (RefusedException e) {
            failed(order, steps.getFirst(), e.type(), e);
        } catch (IOException e) {
            abandoned = true;
            failed(order, steps.get(done - 1), "no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(order, steps.get(done - 1), "interrupted", e);
        } catch (RuntimeException e) {
            failed(order, steps.get(done - 1), "answer that cannot be understood", e);
        }
    }

    private Acknowledged acknowledged(Acknowledged answer) {
        commands.incrementAndGet();
        if (answer.replayed()) {
            replayed.incrementAndGet();
        }
        token.accumulateAndGet(answer.token(), Math::max);
        return answer;
    }

    private void failed(DemoOrder order, Step step, String kind, Exception reason) {
        failures.add(kind, "TPC-H order " + order.key() + ", " + step.name() + ": " + reason.getMessage());
    }

    private String key(DemoOrder order, Step step) {
        return keyPrefix + "-" + order.key() + "-" + step.name();
    }

    /** Orders that make the same events share the list of them, so that many orders fit into memory. */
    private SentOrder sentOrder(DemoOrder order, Acknowledged placed, List<Step> done) {
        var events = done.stream().flatMap(step -> step.events().stream()).toList();
        return new SentOrder(
                placed.orderId(),
                order.key(),
                order.day(),
                done.getLast().after(),
                eventLists.computeIfAbsent(events, Function.identity()));
    }
}
