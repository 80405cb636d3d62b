package io.orderstream.benchmarks.projection;

import io.orderstream.readmodel.Projection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The time from when an event is acknowledged until read models show it: those of orders, and all of them. It is known to
 * about a millisecond.
 */
final class Delays {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int IDLE_MILLIS = 50;

    private final OrderLog log;
    private final Progress progress;
    private final List<String> orders;
    private final List<String> all;

    Delays(OrderLog log, Progress progress, int shards) {
        this.log = log;
        this.progress = progress;
        this.orders = Progress.ids(ReadModels.ORDERS, shards);
        this.all = ReadModels.ALL.stream()
                .flatMap((Projection<?> readModel) -> Progress.ids(readModel, shards).stream())
                .toList();
    }

    private record Acknowledged(long position, long at) {}

    /** One event after the other, each after a while in which nothing happened. */
    Map<String, Object> whenIdle(int events) throws Exception {
        Random random = new Random(1);
        var waits = new Waits();
        for (int i = -1; i < events; i++) {
            waits.add(new Acknowledged(log.place().join(), System.nanoTime()));
            waits.untilShown();
            if (i < 0) {
                waits = new Waits();
            }
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS + random.nextInt(IDLE_MILLIS));
        }
        return waits.figures();
    }

    /** So many a second, for so long. */
    Map<String, Object> underLoad(int rate, int seconds) throws Exception {
        int count = rate * seconds;
        var waits = new Waits();
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        long began = System.nanoTime();
        Thread commands = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(began + i * 1_000_000_000L / rate - System.nanoTime());
                log.place().whenComplete((position, failure) -> {
                    if (failure == null) {
                        waits.add(new Acknowledged(position, System.nanoTime()));
                    } else {
                        failed.set(failure);
                    }
                });
            }
        });
        while (waits.shown() < count) {
            if (failed.get() != null) {
                throw new IllegalStateException("an append failed", failed.get());
            }
            waits.untilShown();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        commands.join();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rate", rate);
        row.put("shownPerSecond", Math.round(count * 1e9 / (System.nanoTime() - began)));
        row.putAll(waits.figures());
        return row;
    }

    /** What was acknowledged and is not shown yet, and how long it took for what is. */
    private final class Waits {

        private static final int TO_THE_MICROSECOND = 1_000;

        private final ConcurrentLinkedQueue<Acknowledged> forOrders = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Acknowledged> forAll = new ConcurrentLinkedQueue<>();
        private final Histogram ordersMicros = new Histogram(3);
        private final Histogram allMicros = new Histogram(3);

        void add(Acknowledged acknowledged) {
            forOrders.add(acknowledged);
            forAll.add(acknowledged);
        }

        long shown() {
            return allMicros.getTotalCount();
        }

        void untilShown() throws Exception {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!forAll.isEmpty()) {
                Map<String, Progress.Done> done = progress.all();
                long now = System.nanoTime();
                if (now > end) {
                    throw new IllegalStateException("some read model does not show what was acknowledged");
                }
                take(forOrders, Progress.reached(done, orders), now, ordersMicros);
                take(forAll, Progress.reached(done, all), now, allMicros);
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }

        private void take(ConcurrentLinkedQueue<Acknowledged> from, long reached, long now, Histogram into) {
            for (Iterator<Acknowledged> each = from.iterator(); each.hasNext(); ) {
                Acknowledged acknowledged = each.next();
                if (acknowledged.position() <= reached) {
                    into.recordValue(Math.max(0, now - acknowledged.at()) / TO_THE_MICROSECOND);
                    each.remove();
                }
            }
        }

        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("orders", millis(ordersMicros));
            figures.put("all", millis(allMicros));
            return figures;
        }

        private static Map<String, Double> millis(Histogram micros) {
            Map<String, Double> millis = new LinkedHashMap<>();
            millis.put("p50Millis", micros.getValueAtPercentile(50) / 1_000.0);
            millis.put("p99Millis", micros.getValueAtPercentile(99) / 1_000.0);
            millis.put("maxMillis", micros.getMaxValue() / 1_000.0);
            return millis;
        }
    }
}
