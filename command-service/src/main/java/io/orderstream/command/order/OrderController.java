package io.orderstream.command.order;

import io.orderstream.command.order.CommandOutcome.Contended;
import io.orderstream.command.order.CommandOutcome.Done;
import io.orderstream.command.order.CommandOutcome.KeyReused;
import io.orderstream.command.order.CommandOutcome.Refused;
import io.orderstream.command.order.CommandOutcome.Stale;
import io.orderstream.command.order.domain.Order;
import io.orderstream.command.order.domain.OrderCommand;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The write API of orders. */
@RestController
@RequestMapping("/v1/orders")
final class OrderController {

    private final OrderCommandHandler handler;
    private final OrderCommandMapper mapper;
    private final RequestDigest digest;
    private final Clock clock;

    OrderController(OrderCommandHandler handler, OrderCommandMapper mapper, RequestDigest digest, Clock clock) {
        this.handler = handler;
        this.mapper = mapper;
        this.digest = digest;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<OrderSummary> place(@Valid @RequestBody PlaceOrderRequest request, CommandHeaders headers) {
        String orderId = (headers.idempotencyKey() == null
                        ? OrderIds.fresh()
                        : OrderIds.orderOf(headers.actor(), headers.idempotencyKey()))
                .toString();
        Instant now = clock.instant();
        CommandRequest command = new CommandRequest(
                orderId, mapper.toCommand(request, orderId, now), headers, digest.of("place", request), now);
        return answer(command, HttpStatus.CREATED);
    }

    @PostMapping("/{orderId}/confirm")
    ResponseEntity<OrderSummary> confirm(@PathVariable UUID orderId, CommandHeaders headers) {
        return change(orderId, new ConfirmOrder(), headers, digest.of("confirm", ""));
    }

    @PostMapping("/{orderId}/cancel")
    ResponseEntity<OrderSummary> cancel(
            @PathVariable UUID orderId,
            @Valid @RequestBody(required = false) @Nullable CancelOrderRequest request,
            CommandHeaders headers) {
        String reason = request == null ? "" : Objects.requireNonNullElse(request.reason(), "");
        return change(orderId, new CancelOrder(reason), headers, digest.of("cancel", reason));
    }

    private ResponseEntity<OrderSummary> change(
            UUID orderId, OrderCommand command, CommandHeaders headers, String requestHash) {
        return answer(
                new CommandRequest(orderId.toString(), command, headers, requestHash, clock.instant()), HttpStatus.OK);
    }

    private ResponseEntity<OrderSummary> answer(CommandRequest request, HttpStatus success) {
        CommandOutcome outcome = handler.handle(request);
        return switch (outcome) {
            case Done done -> done(request.orderId(), done, success);
            case Refused refused -> throw OrderProblems.of(refused.reason());
            case Stale stale -> throw OrderProblems.stale(stale.revision());
            case KeyReused reused -> throw OrderProblems.keyReused();
            case Contended contended -> throw OrderProblems.contended();
        };
    }

    private ResponseEntity<OrderSummary> done(String orderId, Done done, HttpStatus success) {
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
            case Order.Existing existing -> answer.body(mapper.toSummary(orderId, order.revision(), existing));
            case Order.NotPlaced nothing -> throw new IllegalStateException("done without an order: " + orderId);
        };
    }
}
