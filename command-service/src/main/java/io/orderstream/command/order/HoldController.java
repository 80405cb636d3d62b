package io.orderstream.command.order;

import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Holds on an order or some of its lines. */
@RestController
@RequestMapping("/v1/orders/{orderId}/holds")
final class HoldController {

    private final CommandAnswers commands;
    private final OrderCommandMapper mapper;

    HoldController(CommandAnswers commands, OrderCommandMapper mapper) {
        this.commands = commands;
        this.mapper = mapper;
    }

    @PostMapping
    ResponseEntity<OrderSummary> place(
            @PathVariable UUID orderId, @Valid @RequestBody HoldRequest request, CommandHeaders headers) {
        String holdId = headers.idOr(request.holdId(), "hold");
        return commands.change(orderId, mapper.toCommand(request, holdId), headers, "hold", request, order -> holdId);
    }

    @PostMapping("/{holdId}/release")
    ResponseEntity<OrderSummary> release(
            @PathVariable UUID orderId, @PathVariable UUID holdId, CommandHeaders headers) {
        ReleaseHold command = new ReleaseHold(holdId.toString());
        return commands.change(orderId, command, headers, "release-hold", holdId);
    }
}
