package io.orderstream.command.order;

import io.orderstream.command.order.CommandOutcome.Contended;
import io.orderstream.command.order.CommandOutcome.Done;
import io.orderstream.command.order.CommandOutcome.KeyReused;
import io.orderstream.command.order.CommandOutcome.Refused;
import io.orderstream.command.order.CommandOutcome.Stale;
import io.orderstream.command.order.domain.Order;
import io.orderstream.command.order.domain.OrderCommand;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Has commands done and answers them, in one way for every endpoint. */
@Component
final class CommandAnswers {

    private static final Function<Order.Existing, @Nullable String> NO_ID = order -> null;

    private final OrderCommandHandler handler;
    private final OrderCommandMapper mapper;
    private final RequestDigest digest;
    private final Clock clock;

    CommandAnswers(OrderCommandHandler handler, OrderCommandMapper mapper, RequestDigest digest, Clock clock) {
        this.handler = handler;
        this.mapper = mapper;
        this.digest = digest;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Places an order. */
    ResponseEntity<OrderSummary> place(PlaceOrderRequest request, CommandHeaders headers) {
        String orderId = (headers.idempotencyKey() == null
                        ? OrderIds.fresh()
                        : OrderIds.orderOf(headers.actor(), headers.idempotencyKey()))
                .toString();
        Instant now = clock.instant();
        CommandRequest command = new CommandRequest(
                orderId, mapper.toCommand(request, orderId, now), headers, digest.of("place", request), now);
        return answer(command, HttpStatus.CREATED, NO_ID);
    }

    /**
     * Changes an order.
     *
     * @param name what is asked for; with {@code content} it tells this request from others
     * @param content every value of the request that matters
     */
    ResponseEntity<OrderSummary> change(
            UUID orderId, OrderCommand command, CommandHeaders headers, String name, Object content) {
        return change(orderId, command, headers, name, content, NO_ID);
    }

    /**
     * Changes an order and answers with the id of a part of it too.
     *
     * @param part finds that id in the order after the command
     */
    ResponseEntity<OrderSummary> change(
            UUID orderId,
            OrderCommand command,
            CommandHeaders headers,
            String name,
            Object content,
            Function<Order.Existing, @Nullable String> part) {
        return answer(
                new CommandRequest(orderId.toString(), command, headers, digest.of(name, content), clock.instant()),
                HttpStatus.OK,
                part);
    }

    private ResponseEntity<OrderSummary> answer(
            CommandRequest request, HttpStatus success, Function<Order.Existing, @Nullable String> part) {
        CommandOutcome outcome = handler.handle(request);
        return switch (outcome) {
            case Done done -> done(request.orderId(), done, success, part);
            case Refused refused -> throw OrderProblems.of(refused.reason());
            case Stale stale -> throw OrderProblems.stale(stale.revision());
            case KeyReused reused -> throw OrderProblems.keyReused();
            case Contended contended -> throw OrderProblems.contended();
        };
    }

    private ResponseEntity<OrderSummary> done(
            String orderId, Done done, HttpStatus success, Function<Order.Existing, @Nullable String> part) {
        FoldedOrder order = done.order();
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(success)
                .eTag("\"" + order.revision() + "\"")
                .header("Consistency-Token", Long.toString(order.position()));
        if (success == HttpStatus.CREATED) {
            answer.location(URI.create("/v1/orders/" + orderId));
        }
        if (done.replayed()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return switch (order.state()) {
            case Order.Existing existing ->
                answer.body(mapper.toSummary(orderId, order.revision(), existing, part.apply(existing)));
            case Order.NotPlaced nothing -> throw new IllegalStateException("done without an order: " + orderId);
        };
    }
}
