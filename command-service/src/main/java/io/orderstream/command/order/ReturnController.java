package io.orderstream.command.order;

import io.orderstream.command.order.domain.ReturnCommand.ApproveReturn;
import io.orderstream.command.order.domain.ReturnCommand.CancelReturn;
import io.orderstream.command.order.domain.ReturnCommand.DeclineReturn;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Goods that come back. */
@RestController
@RequestMapping("/v1/orders/{orderId}/returns")
final class ReturnController {

    private final CommandAnswers commands;
    private final OrderCommandMapper mapper;

    ReturnController(CommandAnswers commands, OrderCommandMapper mapper) {
        this.commands = commands;
        this.mapper = mapper;
    }

    @PostMapping
    ResponseEntity<OrderSummary> request(
            @PathVariable UUID orderId, @Valid @RequestBody ReturnRequest request, CommandHeaders headers) {
        String returnId = headers.idOr(request.returnId(), "return");
        return commands.change(
                orderId,
                mapper.toCommand(request, returnId, commands.now()),
                headers,
                "return",
                request,
                order -> returnId);
    }

    @PostMapping("/{returnId}/approve")
    ResponseEntity<OrderSummary> approve(
            @PathVariable UUID orderId, @PathVariable UUID returnId, CommandHeaders headers) {
        ApproveReturn command = new ApproveReturn(returnId.toString());
        return commands.change(orderId, command, headers, "approve-return", returnId);
    }

    @PostMapping("/{returnId}/decline")
    ResponseEntity<OrderSummary> decline(
            @PathVariable UUID orderId,
            @PathVariable UUID returnId,
            @Valid @RequestBody(required = false) @Nullable ReasonRequest request,
            CommandHeaders headers) {
        String reason = ReasonRequest.of(request);
        DeclineReturn command = new DeclineReturn(returnId.toString(), reason);
        return commands.change(orderId, command, headers, "decline-return", List.of(returnId, reason));
    }

    @PostMapping("/{returnId}/cancel")
    ResponseEntity<OrderSummary> cancel(
            @PathVariable UUID orderId, @PathVariable UUID returnId, CommandHeaders headers) {
        CancelReturn command = new CancelReturn(returnId.toString());
        return commands.change(orderId, command, headers, "cancel-return", returnId);
    }

    @PostMapping("/{returnId}/receive")
    ResponseEntity<OrderSummary> receive(
            @PathVariable UUID orderId,
            @PathVariable UUID returnId,
            @Valid @RequestBody ReceiptRequest request,
            CommandHeaders headers) {
        return commands.change(
                orderId, mapper.toCommand(request, returnId), headers, "receive-return", List.of(returnId, request));
    }
}
