package io.orderstream.projector.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.projector.subscription.CatchUpSubscription;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.projector.subscription.SubscriptionProperties;
import io.orderstream.projector.subscription.SubscriptionStatus;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Shares the work with other projectors: takes its share of what nobody works on, and gives back what is more than that, so
 * that the shards of a read model are spread.
 *
 * <p>Who shows no sign of life for the lease time loses its work to others. It may be alive nevertheless and go on for a
 * while, which is safe: documents are written conditionally, a checkpoint only under the latest epoch, and the relay's
 * transactions are fenced. For the same reason a projector that cannot reach the leases goes on with what runs, but starts
 * nothing again until it has seen that it still owns it.
 */
@Component
final class Ownership implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final String me = ManagementFactory.getRuntimeMXBean().getName() + "-"
            + UUID.randomUUID().toString().substring(0, 4);
    private final EventLog log;
    private final SubscriptionProperties subscriptionProperties;
    private final Workload workload;
    private final Rebuilds rebuilds;
    private final Members members;
    private final Leases leases;
    private final MeterRegistry meters;
    private final long leaseNanos;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ownership").factory());
    private final ExecutorService upkeep = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("rebuilds").daemon().factory());
    private final AtomicBoolean keepingUp = new AtomicBoolean();
    private final Map<String, Owned> owned = new ConcurrentHashMap<>();
    private final Set<String> closing = ConcurrentHashMap.newKeySet();
    private volatile List<Member> living = List.of();
    private volatile long confirmedAt;
    private volatile boolean running;
    private long beat;

    Ownership(
            EventLog log,
            SubscriptionProperties subscriptionProperties,
            Workload workload,
            Rebuilds rebuilds,
            RunnerTools tools) {
        this.log = log;
        this.subscriptionProperties = subscriptionProperties;
        this.workload = workload;
        this.rebuilds = rebuilds;
        this.members = new Members(tools.mongo(), tools.properties().leaseTime(), System::nanoTime);
        this.leases = new Leases(tools.mongo());
        this.meters = tools.meters();
        this.leaseNanos = tools.properties().leaseTime().toNanos();
        this.confirmedAt = System.nanoTime() - 2 * leaseNanos;
    }

    private record Owned(Work work, Lease lease, CatchUpSubscription subscription) {}

    /** How what this projector works on is getting on. */
    List<SubscriptionStatus> statuses() {
        return owned.values().stream().map(each -> each.subscription().status()).toList();
    }

    private Map<String, Figures> figures() {
        Map<String, Figures> figures = new HashMap<>();
        for (String id : owned.keySet()) {
            Figures measured = RunnerMeters.of(meters, id);
            if (measured != null) {
                figures.put(id, measured);
            }
        }
        return figures;
    }

    /** Whether it knows what it owns: it looked within the lease time. */
    boolean isConfirmed() {
        return System.nanoTime() - confirmedAt <= leaseNanos;
    }

    /** Looks at once at what there is to do. */
    void hurry() {
        if (running) {
            looks.execute(this::look);
        }
    }

    @Override
    public void start() {
        running = true;
        looks.scheduleWithFixedDelay(this::look, 0, leaseNanos / 4, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long began = System.nanoTime();
        try {
            List<ProjectionEntry> entries = rebuilds.entries();
            Map<String, Work> work = workload.of(entries);
            members.beat(new Member(me, ++beat, workload.abilities(), statuses(), figures()));
            living = members.living();
            Map<String, Lease> seen = leases.all();
            letGo(work, seen);
            take(work, seen);
            confirmedAt = began;
            advance(entries);
        } catch (RuntimeException | Error failed) {
            LOG.warn("cannot look at who owns what, will try again: {}", failed.toString());
        }
    }

    /** Counting and deleting collections can take longer than a lease lasts, so it has a thread of its own. */
    private void advance(List<ProjectionEntry> entries) {
        if (!running || !keepingUp.compareAndSet(false, true)) {
            return;
        }
        upkeep.execute(() -> {
            try {
                rebuilds.advance(entries, owned.keySet(), this::takeToDelete);
            } catch (RuntimeException | Error failed) {
                LOG.warn("rebuilds do not get on, will try again: {}", failed.toString());
            } finally {
                keepingUp.set(false);
            }
        });
    }

    private void letGo(Map<String, Work> work, Map<String, Lease> seen) {
        owned.forEach((id, mine) -> {
            if (!mine.lease().equals(seen.get(id))) {
                LOG.warn("{} was taken over", id);
                close(id, mine);
            } else if (!work.containsKey(id)) {
                close(id, mine);
            }
        });
    }

    private void take(Map<String, Work> work, Map<String, Lease> seen) {
        long peers = living.stream()
                .filter(member -> member.abilities().equals(workload.abilities()))
                .count();
        long share = Math.ceilDiv(work.size(), Math.max(1, peers));
        while (owned.size() > share) {
            Owned most = Collections.max(owned.values(), Comparator.comparingLong(mine -> countOwned(mine.work())));
            close(most.work().id(), most);
        }
        List<Work> free = work.values().stream()
                .filter(each ->
                        !owned.containsKey(each.id()) && !closing.contains(each.id()) && isFree(seen.get(each.id())))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(free);
        while (owned.size() < share && !free.isEmpty()) {
            Work next = Collections.min(free, Comparator.comparingLong(this::countOwned));
            free.remove(next);
            leases.take(next.id(), seen.get(next.id()), me).ifPresent(lease -> begin(next, lease));
        }
    }

    /** How much of the whole that something is a part of is worked on here. */
    private long countOwned(Work part) {
        return owned.values().stream()
                .filter(mine -> mine.work().whole().equals(part.whole()))
                .count();
    }

    private boolean isFree(@Nullable Lease lease) {
        return lease == null
                || lease.owner() == null
                || living.stream().noneMatch(member -> member.id().equals(lease.owner()));
    }

    private void begin(Work work, Lease lease) {
        LOG.info("{} is worked on here, epoch {}", work.id(), lease.epoch());
        var subscription = new CatchUpSubscription(
                log, work.consumer().apply(lease.epoch()), subscriptionProperties, this::refuseUnlessConfirmed);
        confirmedAt = System.nanoTime();
        owned.put(work.id(), new Owned(work, lease, subscription));
        subscription.start();
    }

    private void refuseUnlessConfirmed() {
        if (!isConfirmed()) {
            throw new OwnershipLostException("what cannot be seen, or nobody", null);
        }
    }

    /** Stops working on something and gives it back, without waiting for that. */
    private void close(String id, Owned mine) {
        owned.remove(id);
        closing.add(id);
        Thread.startVirtualThread(() -> {
            try {
                giveBack(mine);
            } catch (RuntimeException away) {
                LOG.warn("{} was not given back: {}", id, away.toString());
            } finally {
                closing.remove(id);
            }
        });
    }

    private void giveBack(Owned mine) {
        mine.subscription().close();
        leases.release(mine.lease());
    }

    /** Whether something that is to be deleted is worked on by nobody, and will not be. */
    private boolean takeToDelete(String id) {
        Lease lease = leases.all().get(id);
        if (owned.containsKey(id) || closing.contains(id)) {
            return false;
        }
        if (lease != null && me.equals(lease.owner())) {
            return true;
        }
        return isFree(lease) && leases.take(id, lease, me).isPresent();
    }

    /** Ends the batches under way, and lets others go on at once. */
    @Override
    public void stop() {
        running = false;
        looks.shutdown();
        upkeep.shutdown();
        try {
            looks.awaitTermination(5, TimeUnit.SECONDS);
            List<Owned> all = List.copyOf(owned.values());
            owned.clear();
            all.parallelStream().forEach(this::giveBack);
            members.leave(me);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            LOG.warn("not all was given back, others will take over in a while: {}", away.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
