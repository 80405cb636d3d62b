package io.orderstream.command.order;

import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Orders as a whole: placing them, their lifecycle, and what is taken off or changed. */
@RestController
@RequestMapping("/v1/orders")
final class OrderController {

    private final CommandAnswers commands;
    private final OrderCommandMapper mapper;
    private final OrderProperties properties;

    OrderController(CommandAnswers commands, OrderCommandMapper mapper, OrderProperties properties) {
        this.commands = commands;
        this.mapper = mapper;
        this.properties = properties;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderSummary> place(@Valid @RequestBody PlaceOrderRequest request, CommandHeaders headers) {
        return commands.place(request, headers);
    }

    @PostMapping("/{orderId}/confirm")
    ResponseEntity<OrderSummary> confirm(@PathVariable UUID orderId, CommandHeaders headers) {
        return commands.change(orderId, new ConfirmOrder(), headers, "confirm", "");
    }

    @PostMapping("/{orderId}/complete")
    ResponseEntity<OrderSummary> complete(@PathVariable UUID orderId, CommandHeaders headers) {
        Instant now = commands.now();
        CompleteOrder command = new CompleteOrder(now, now.plus(properties.returnWindow()));
        return commands.change(orderId, command, headers, "complete", "");
    }

    @PostMapping("/{orderId}/cancel")
    ResponseEntity<OrderSummary> cancel(
            @PathVariable UUID orderId,
            @Valid @RequestBody(required = false) @Nullable ReasonRequest request,
            CommandHeaders headers) {
        String reason = ReasonRequest.of(request);
        return commands.change(orderId, new CancelOrder(reason), headers, "cancel", reason);
    }

    @PostMapping("/{orderId}/cancel-lines")
    ResponseEntity<OrderSummary> cancelLines(
            @PathVariable UUID orderId, @Valid @RequestBody CancelLinesRequest request, CommandHeaders headers) {
        return commands.change(orderId, mapper.toCommand(request), headers, "cancel-lines", request);
    }

    @PostMapping("/{orderId}/shipping-address")
    ResponseEntity<OrderSummary> changeShippingAddress(
            @PathVariable UUID orderId, @Valid @RequestBody PlaceOrderRequest.Address request, CommandHeaders headers) {
        ChangeShippingAddress command = new ChangeShippingAddress(mapper.address(request));
        return commands.change(orderId, command, headers, "shipping-address", request);
    }

    @PostMapping("/{orderId}/notes")
    ResponseEntity<OrderSummary> addNote(
            @PathVariable UUID orderId, @Valid @RequestBody NoteRequest request, CommandHeaders headers) {
        return commands.change(orderId, mapper.toCommand(request), headers, "note", request);
    }
}
