package io.orderstream.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.command.eventstore.OrderEventStore;
import io.orderstream.command.order.CommandOutcome.Done;
import io.orderstream.command.order.domain.MoneyPolicy;
import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.OrderCommand;
import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.Visibility;
import io.orderstream.command.order.domain.PlaceOrder;
import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.StoredEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FoldedOrderCacheTests {

    private static final int CACHED = 200;
    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final RecordingStore store = new RecordingStore();
    private final OrderCommandHandler handler = new OrderCommandHandler(
            store, new EventCodec(), new OrderProperties(CACHED, 10, Duration.ofDays(30)), new SimpleMeterRegistry());

    @Test
    void an_order_of_now_stays_though_many_that_rest_were_used_more_often() {
        // given
        for (int i = 0; i < 2 * CACHED; i++) {
            String rests = placed();
            for (int change = 0; change < 5; change++) {
                handle(rests, note());
            }
        }
        List<String> fresh = new ArrayList<>();
        for (int i = 0; i < CACHED / 4; i++) {
            fresh.add(placed());
        }
        store.reads.clear();

        // when
        fresh.forEach(order -> handle(order, note()));

        // then
        assertThat(store.reads).isEmpty();
    }

    @Test
    void no_more_orders_are_kept_than_allowed() {
        // given
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 2 * CACHED; i++) {
            orders.add(placed());
        }

        // when
        orders.forEach(order -> handle(order, note()));

        // then
        assertThat(store.reads).hasSizeGreaterThanOrEqualTo(CACHED);
    }

    private String placed() {
        String orderId = UUID.randomUUID().toString();
        handle(
                orderId,
                new PlaceOrder(
                        "1",
                        "web",
                        "EUR",
                        null,
                        NOW,
                        NOW,
                        null,
                        new MoneyPolicy(Rounding.HALF_EVEN, TaxLevel.LINE, false),
                        new PlaceOrder.Party(null, null, null, null),
                        List.of(new PlaceOrder.Line(
                                "l1", "S18_1749", null, 1, BigDecimal.TEN, List.of(), List.of(), true, Map.of())),
                        List.of(),
                        List.of(),
                        PlaceOrder.ExpectedTotals.NONE));
        return orderId;
    }

    private static AddNote note() {
        return new AddNote("called", Visibility.INTERNAL);
    }

    private void handle(String orderId, OrderCommand command) {
        UUID id = UUID.randomUUID();
        CommandHeaders headers =
                new CommandHeaders(id, null, null, false, new Actor(Actor.Type.USER, "anonymous"), id.toString(), null);
        CommandOutcome outcome = handler.handle(new CommandRequest(orderId, command, headers, "hash", NOW));
        assertThat(outcome).isInstanceOf(Done.class);
    }

    /** A log that remembers which orders were read. */
    private static final class RecordingStore implements OrderEventStore {
        private final Map<String, List<StoredEvent>> streams = new HashMap<>();
        private final List<String> reads = new ArrayList<>();

        @Override
        public List<StoredEvent> read(String orderId, long fromRevision) {
            reads.add(orderId);
            List<StoredEvent> stream = streams.getOrDefault(orderId, List.of());
            return List.copyOf(stream.subList((int) fromRevision, stream.size()));
        }

        @Override
        public AppendResult append(String orderId, long expectedRevision, List<NewEvent> events) {
            List<StoredEvent> stream = streams.computeIfAbsent(orderId, id -> new ArrayList<>());
            if (stream.size() - 1 != expectedRevision) {
                return new WrongRevision();
            }
            for (NewEvent event : events) {
                stream.add(new StoredEvent(orderId, stream.size(), 0, event.metadata(), event.event()));
            }
            return new Appended(0);
        }
    }
}
