package io.orderstream.cli.demo;

import io.orderstream.cli.demo.WriteApi.Acknowledged;
import io.orderstream.events.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Places orders and walks them along, several at a time, and remembers what was acknowledged. What a command did whose
 * answer never came is unknown: its order is left out of what was sent, and no further order is begun.
 */
final class Placing {

    private final WriteApi api;
    private final String keyPrefix;
    private final int concurrency;
    private final Progress progress;
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
    Placing(WriteApi api, String keyPrefix, int concurrency, Progress progress) {
        this.api = api;
        this.keyPrefix = keyPrefix;
        this.concurrency = concurrency;
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
        var done = new ArrayList<Step>();
        try {
            var placed = acknowledged(api.place(order.request(), key(order, Step.PLACE)));
            done.add(Step.PLACE);
            try {
                for (var step : order.steps().subList(1, order.steps().size())) {
                    acknowledged(follow(step, order, placed));
                    done.add(step);
                }
            } catch (RefusedException e) {
                failed(order, e.type(), e);
            }
            sent.add(sentOrder(order, placed, done));
        } catch (RefusedException e) {
            failed(order, e.type(), e);
        } catch (IOException e) {
            abandoned = true;
            failed(order, "no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(order, "interrupted", e);
        } catch (RuntimeException e) {
            failed(order, "answer that cannot be understood", e);
        }
    }

    private Acknowledged follow(Step step, DemoOrder order, Acknowledged placed)
            throws IOException, InterruptedException, RefusedException {
        return switch (step) {
            case PLACE -> throw new IllegalArgumentException("an order is placed once");
            case CONFIRM -> api.confirm(placed.orderId(), key(order, step));
            case CANCEL -> api.cancel(placed.orderId(), "partly shipped in TPC-H", key(order, step));
        };
    }

    private Acknowledged acknowledged(Acknowledged answer) {
        commands.incrementAndGet();
        if (answer.replayed()) {
            replayed.incrementAndGet();
        }
        token.accumulateAndGet(answer.token(), Math::max);
        return answer;
    }

    private void failed(DemoOrder order, String kind, Exception reason) {
        failures.add(kind, "TPC-H order " + order.key() + ": " + reason.getMessage());
    }

    private String key(DemoOrder order, Step step) {
        return keyPrefix + "-" + order.key() + "-" + step.name().toLowerCase(Locale.ROOT);
    }

    private static SentOrder sentOrder(DemoOrder order, Acknowledged placed, List<Step> done) {
        var request = order.request();
        return new SentOrder(
                placed.orderId(),
                order.key(),
                request.placedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
                List.copyOf(done),
                done.contains(Step.CANCEL) ? Money.zero(request.currency()) : order.grand());
    }
}
