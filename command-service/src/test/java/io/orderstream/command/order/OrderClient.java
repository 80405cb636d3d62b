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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Whoever has an instance of the write side with a cache of its own. */
final class OrderClient {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private final OrderCommandHandler handler;

    OrderClient(OrderEventStore store, DataSize cacheSize) {
        this.handler = new OrderCommandHandler(
                store,
                new EventCodec(),
                new OrderProperties(cacheSize, 10, Duration.ofDays(30)),
                new SimpleMeterRegistry());
    }

    /** A new order, of one unit a line; the lines are l1, l2 and so on. */
    String placed(int lines) {
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
                        IntStream.rangeClosed(1, lines)
                                .mapToObj(line -> new PlaceOrder.Line(
                                        "l" + line,
                                        "S18_1749",
                                        null,
                                        1,
                                        BigDecimal.TEN,
                                        List.of(),
                                        List.of(),
                                        true,
                                        Map.of()))
                                .toList(),
                        List.of(),
                        List.of(),
                        PlaceOrder.ExpectedTotals.NONE));
        return orderId;
    }

    static AddNote note() {
        return new AddNote("called", Visibility.INTERNAL);
    }

    /** Has a command done that must succeed. */
    Done handle(String orderId, OrderCommand command) {
        CommandOutcome outcome = outcome(orderId, command, UUID.randomUUID(), null);
        assertThat(outcome).isInstanceOf(Done.class);
        return (Done) outcome;
    }

    CommandOutcome outcome(String orderId, OrderCommand command) {
        return outcome(orderId, command, UUID.randomUUID(), null);
    }

    CommandOutcome outcome(String orderId, OrderCommand command, UUID id, @Nullable Long expectedRevision) {
        CommandHeaders headers = new CommandHeaders(
                id,
                null,
                expectedRevision,
                expectedRevision != null,
                new Actor(Actor.Type.USER, "anonymous"),
                id.toString(),
                null);
        return handler.handle(new CommandRequest(orderId, command, headers, "hash", NOW));
    }
}
