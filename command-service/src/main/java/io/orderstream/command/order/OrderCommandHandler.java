package io.orderstream.command.order;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.GuavaCacheMetrics;
import io.orderstream.command.eventstore.OrderEventStore;
import io.orderstream.command.eventstore.OrderEventStore.AppendResult;
import io.orderstream.command.eventstore.OrderEventStore.Appended;
import io.orderstream.command.eventstore.OrderEventStore.NewEvent;
import io.orderstream.command.eventstore.OrderEventStore.WrongRevision;
import io.orderstream.command.order.CommandOutcome.Contended;
import io.orderstream.command.order.CommandOutcome.Done;
import io.orderstream.command.order.CommandOutcome.KeyReused;
import io.orderstream.command.order.CommandOutcome.Refused;
import io.orderstream.command.order.CommandOutcome.Stale;
import io.orderstream.command.order.FoldedOrder.HandledCommand;
import io.orderstream.command.order.domain.Decision;
import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.OrderDecider;
import io.orderstream.command.order.domain.PlaceOrder;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * From a command to its events: look whether it was done before, fold the order, decide, append with the expected
 * revision, answer.
 *
 * <p>A folded order from the cache may be behind the log. That is safe: what a decision records is appended only if the
 * revision is still the expected one, and every other answer (a rejection, nothing to do, a stale precondition) is
 * given only after looking at the log. A command found among those handled is handled, however old the fold.
 */
@Service
final class OrderCommandHandler {

    /** How often the log was read for commands and imports. */
    static final String READS = "orderstream.orders.reads";

    private final OrderEventStore events;
    private final EventCodec codec;
    private final int attempts;
    private final Cache<String, FoldedOrder> cache;
    private final Counter decisions;
    private final Counter reads;

    OrderCommandHandler(OrderEventStore events, EventCodec codec, OrderProperties properties, MeterRegistry metrics) {
        this.events = events;
        this.codec = codec;
        this.attempts = properties.attempts();
        // Least recently used, not least frequently: the orders to keep are those of now, which are changed a few
        // times.
        this.cache = CacheBuilder.newBuilder()
                .maximumWeight(properties.cacheSize().toBytes())
                .weigher((String orderId, FoldedOrder order) -> order.bytes())
                .recordStats()
                .build();
        this.decisions = metrics.counter("orderstream.orders.decisions");
        this.reads = metrics.counter(READS);
        GuavaCacheMetrics.monitor(metrics, cache, "orders");
    }

    /**
     * Does the command at most once, however often it is handed in.
     *
     * @throws io.orderstream.command.eventstore.EventStoreUnavailableException if the log does not answer; the command
     *     may have been done, and handing it in again with the same id finds that out
     */
    CommandOutcome handle(CommandRequest request) {
        Fold fold = start(request);
        for (int attempt = 0; attempt < attempts; attempt++) {
            CommandOutcome outcome = tryOn(fold, request);
            if (outcome != null) {
                return outcome;
            }
            fold = refreshed(request.orderId(), fold.order());
        }
        return new Contended();
    }

    /**
     * A fold, and whether it was read from the log for this command. One that was not may be behind.
     */
    private record Fold(FoldedOrder order, boolean current) {}

    /** A new order most likely has no stream, which the append finds out; reading first would be in vain. */
    private Fold start(CommandRequest request) {
        FoldedOrder cached = cache.getIfPresent(request.orderId());
        if (cached != null) {
            return new Fold(cached, false);
        }
        return request.command() instanceof PlaceOrder
                ? new Fold(FoldedOrder.NOTHING, false)
                : refreshed(request.orderId(), FoldedOrder.NOTHING);
    }

    private Fold refreshed(String orderId, FoldedOrder behind) {
        reads.increment();
        List<StoredEvent> since = events.read(orderId, behind.revision() + 1);
        FoldedOrder order = behind.after(since);
        remember(orderId, order);
        return new Fold(order, true);
    }

    private void remember(String orderId, FoldedOrder order) {
        if (order.revision() != OrderEventStore.NO_STREAM) {
            cache.asMap().merge(orderId, order, (old, young) -> young.revision() > old.revision() ? young : old);
        }
    }

    /** The outcome, or null if the fold must be refreshed to find one. */
    private @Nullable CommandOutcome tryOn(Fold fold, CommandRequest request) {
        FoldedOrder order = fold.order();
        HandledCommand handled = order.handled(request.headers().commandId());
        if (handled != null) {
            return handled.requestHash().equals(request.requestHash())
                    ? new Done(asItWas(request.orderId(), order, handled), true)
                    : new KeyReused();
        }
        CommandOutcome outcome = outcomeWithoutEvents(order, request);
        if (outcome != null) {
            return fold.current() ? outcome : null;
        }
        decisions.increment();
        Decision decision = OrderDecider.decide(order.state(), request.command());
        return switch (decision) {
            case Rejected rejected -> fold.current() ? new Refused(rejected.reason()) : null;
            case Accepted accepted ->
                accepted.events().isEmpty()
                        ? (fold.current() ? new Done(order, false) : null)
                        : append(order, accepted.events(), request);
        };
    }

    private static @Nullable CommandOutcome outcomeWithoutEvents(FoldedOrder order, CommandRequest request) {
        Long expected = request.expectedRevision();
        boolean exists = order.revision() != OrderEventStore.NO_STREAM;
        boolean placing = request.command() instanceof PlaceOrder;
        if (expected != null && (exists || placing) && order.revision() != expected) {
            return new Stale(order.revision());
        }
        return placing && !exists && request.headers().mustExist() ? new Stale(order.revision()) : null;
    }

    private @Nullable CommandOutcome append(FoldedOrder order, List<OrderEvent> decided, CommandRequest request) {
        List<NewEvent> recorded = decided.stream()
                .map(event -> new NewEvent(event, metadata(event, request)))
                .toList();
        AppendResult result = events.append(request.orderId(), order.revision(), recorded);
        return switch (result) {
            case WrongRevision lost -> null;
            case Appended appended -> {
                FoldedOrder after = order.after(stored(order, recorded, appended, request));
                remember(request.orderId(), after);
                yield new Done(after, false);
            }
        };
    }

    private static List<StoredEvent> stored(
            FoldedOrder order, List<NewEvent> recorded, Appended appended, CommandRequest request) {
        List<StoredEvent> stored = new ArrayList<>(recorded.size());
        for (NewEvent event : recorded) {
            stored.add(new StoredEvent(
                    request.orderId(),
                    order.revision() + 1 + stored.size(),
                    appended.position(),
                    event.metadata(),
                    event.event()));
        }
        return stored;
    }

    private EventMetadata metadata(OrderEvent event, CommandRequest request) {
        CommandHeaders headers = request.headers();
        return new EventMetadata(
                headers.commandId(),
                request.requestHash(),
                headers.correlationId(),
                headers.commandId().toString(),
                headers.actor(),
                codec.schemaVersion(event),
                request.receivedAt(),
                headers.traceparent());
    }

    private FoldedOrder asItWas(String orderId, FoldedOrder order, HandledCommand handled) {
        if (order.revision() == handled.revision()) {
            return order;
        }
        reads.increment();
        return FoldedOrder.NOTHING.after(events.read(orderId, 0, handled.revision() + 1));
    }
}
