package io.orderstream.command.order;

import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Money that is paid back. */
@RestController
@RequestMapping("/v1/orders/{orderId}/refunds")
final class RefundController {

    private final CommandAnswers commands;
    private final OrderCommandMapper mapper;

    RefundController(CommandAnswers commands, OrderCommandMapper mapper) {
        this.commands = commands;
        this.mapper = mapper;
    }

    @PostMapping
    ResponseEntity<OrderSummary> request(
            @PathVariable UUID orderId, @Valid @RequestBody RefundRequest request, CommandHeaders headers) {
        String refundId = headers.idOr(request.refundId(), "refund");
        return commands.change(
                orderId, mapper.toCommand(request, refundId), headers, "refund", request, order -> refundId);
    }

    @PostMapping("/{refundId}/result")
    ResponseEntity<OrderSummary> result(
            @PathVariable UUID orderId,
            @PathVariable UUID refundId,
            @Valid @RequestBody RefundResultRequest request,
            CommandHeaders headers) {
        return commands.change(
                orderId, mapper.toCommand(request, refundId), headers, "refund-result", List.of(refundId, request));
    }
}
