package io.orderstream.query.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.live.LivePosition.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at the read models for all connections of this instance, and hands what changed to each of them. While nobody is
 * connected it does not look.
 *
 * <p>A change is handed on only after a look at the checkpoint covered it, so a read that is sent because of it shows it. A
 * connection is told each change that comes after its start at least once, or that it has to end.
 */
@Component
final class LiveHub implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);

    /** A look may take a fifth of the time, so that a slow MongoDB is not slowed further. */
    private static final int PAUSE_PER_LOOK = 4;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(5);
    private static final int REPLAYS_AT_ONCE = 8;

    private final List<LiveFeed> feeds;
    private final LiveProperties properties;
    private final JsonMapper json;
    private final Counter cutOff;
    private final LiveLooks looks;
    private final Semaphore replays = new Semaphore(REPLAYS_AT_ONCE);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Set<LiveConnection> joining = new LinkedHashSet<>();
    private final Set<LiveConnection> connections = new LinkedHashSet<>();
    private boolean running;

    LiveHub(List<LiveFeed> feeds, LiveProperties properties, JsonMapper json, MeterRegistry meters) {
        this.feeds = List.copyOf(feeds);
        this.properties = properties;
        this.json = json;
        this.looks = new LiveLooks(feeds, json);
        this.cutOff = Counter.builder("orderstream.live.cut-off")
                .description("connections of clients that were too slow")
                .register(meters);
        Gauge.builder("orderstream.live.connections", this, LiveHub::size)
                .description("clients that are told live updates")
                .register(meters);
    }

    Set<String> feedNames() {
        return feeds.stream().map(LiveFeed::name).collect(Collectors.toSet());
    }

    /**
     * Lets a client take part; it must be {@linkplain #disconnect taken out} again.
     *
     * @param token what the updates' start has to show
     * @throws LiveUnavailableException if there is no room, or the service ends
     */
    LiveConnection connect(ConsistencyToken token) throws InterruptedException {
        feeds.forEach(feed -> feed.await(token));
        var connection = new LiveConnection(properties.maxWaiting());
        enter(connection);
        try {
            connection.start().get(JOIN_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            return connection;
        } catch (TimeoutException | ExecutionException e) {
            disconnect(connection);
            throw new LiveUnavailableException("The read models cannot be watched at the moment.");
        } catch (InterruptedException e) {
            disconnect(connection);
            throw e;
        }
    }

    void disconnect(LiveConnection connection) {
        lock.lock();
        try {
            joining.remove(connection);
            connections.remove(connection);
        } finally {
            lock.unlock();
        }
        if (connection.ended() == LiveConnection.End.TOO_SLOW) {
            cutOff.increment();
        }
    }

    /**
     * What a client missed between two places, oldest first; a {@linkplain LiveMessage#isReset reset} alone if that is
     * more than is told, or cannot be known.
     */
    List<LiveMessage> missed(LivePosition after, LivePosition upTo) throws InterruptedException {
        if (!replays.tryAcquire(JOIN_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new LiveUnavailableException("Too many clients come back at once.");
        }
        try {
            var messages = new ArrayList<LiveMessage>();
            var position = after;
            for (var feed : feeds) {
                var to = upTo.of(feed);
                var left = properties.maxReplay() - messages.size();
                var changes = changes(feed, after.of(feed), to, left + 1);
                if (to == null || changes.isEmpty() || changes.get().size() > left) {
                    return List.of(LiveMessage.reset(upTo));
                }
                for (var change : changes.get()) {
                    position = position.with(feed, to.movedTo(change.position()));
                    messages.add(LiveMessage.change(feed, change, position, json));
                }
                position = position.with(feed, to);
            }
            return messages;
        } finally {
            replays.release();
        }
    }

    /** What changed in a feed between two places; empty if that cannot be known. */
    private static Optional<List<LiveChange>> changes(
            LiveFeed feed, @Nullable Place after, @Nullable Place upTo, int limit) {
        if (after == null || upTo == null || !after.leadsTo(upTo)) {
            return Optional.empty();
        }
        try {
            var look = feed.look();
            return look.progress().position() < Math.max(after.position(), upTo.position())
                    ? Optional.empty()
                    : Optional.of(look.changes(after.position(), upTo.position(), limit));
        } catch (RuntimeException e) {
            LOG.warn("What was missed of {} cannot be told: {}", feed.name(), e.toString());
            return Optional.empty();
        }
    }

    private void enter(LiveConnection connection) {
        lock.lock();
        try {
            if (!running) {
                throw new LiveUnavailableException("The service is shutting down.");
            }
            if (size() >= properties.connections()) {
                throw new LiveUnavailableException("Too many clients are connected.");
            }
            joining.add(connection);
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    private int size() {
        lock.lock();
        try {
            return joining.size() + connections.size();
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        try {
            while (true) {
                if (awaitClients()) {
                    looks.forget();
                }
                if (!isRunning()) {
                    return;
                }
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits while there are no clients; whether there were none for a time. */
    private boolean awaitClients() throws InterruptedException {
        lock.lock();
        try {
            var alone = false;
            while (running && joining.isEmpty() && connections.isEmpty()) {
                alone = true;
                wanted.await();
            }
            return alone;
        } finally {
            lock.unlock();
        }
    }

    /** One look and the pause after it. */
    private void look() throws InterruptedException {
        var begun = System.nanoTime();
        try {
            var news = looks.next();
            if (!looks.position().equals(LivePosition.NOWHERE)) {
                tell(news, looks.position());
            }
            if (news.size() >= LiveLooks.BATCH) {
                return;
            }
        } catch (RuntimeException | Error e) {
            LOG.error("Clients of live updates are sent away, since not all could be told", e);
            sendAway();
        }
        pause(System.nanoTime() - begun);
    }

    private void tell(List<LiveMessage> news, LivePosition position) {
        lock.lock();
        try {
            if (!news.isEmpty()) {
                connections.forEach(connection -> connection.offer(news));
            }
            connections.addAll(joining);
            joining.forEach(connection -> connection.start().complete(position));
            joining.clear();
        } finally {
            lock.unlock();
        }
    }

    private void pause(long lookNanos) throws InterruptedException {
        var pause = Math.max(properties.pollInterval().toNanos(), PAUSE_PER_LOOK * lookNanos);
        lock.lock();
        try {
            var left = Math.min(pause, LONGEST_PAUSE.toNanos());
            while (running && joining.isEmpty() && left > 0) {
                left = wanted.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("live-hub").start(this::watch);
    }

    /** Sends all clients away; this comes before the web server waits for its requests to end. */
    @Override
    public void stop() {
        lock.lock();
        try {
            running = false;
            joining.forEach(
                    connection -> connection.start().completeExceptionally(new IllegalStateException("stopped")));
            sendAway();
            wanted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever is sent away comes back and is told what it missed. */
    private void sendAway() {
        lock.lock();
        try {
            connections.forEach(connection -> connection.end(LiveConnection.End.SHUTDOWN));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }
}
