package io.orderstream.command.order;

import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordVoid;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What payment providers report. */
@RestController
@RequestMapping("/v1/orders/{orderId}/payments")
final class PaymentController {

    private final CommandAnswers commands;
    private final OrderCommandMapper mapper;

    PaymentController(CommandAnswers commands, OrderCommandMapper mapper) {
        this.commands = commands;
        this.mapper = mapper;
    }

    @PostMapping
    ResponseEntity<OrderSummary> authorize(
            @PathVariable UUID orderId, @Valid @RequestBody AuthorizationRequest request, CommandHeaders headers) {
        RecordAuthorization command = mapper.toCommand(request, headers.idOr(request.paymentId(), "payment"));
        return commands.change(
                orderId, command, headers, "authorization", request, order -> order.paymentCalled(request.reference()));
    }

    @PostMapping("/{paymentId}/captures")
    ResponseEntity<OrderSummary> capture(
            @PathVariable UUID orderId,
            @PathVariable UUID paymentId,
            @Valid @RequestBody CaptureRequest request,
            CommandHeaders headers) {
        String captureId = request.reference() == null
                ? headers.idOr(request.captureId(), "capture")
                : OrderIds.captureOf(paymentId.toString(), request.captureId(), request.reference());
        return commands.change(
                orderId,
                mapper.toCommand(request, paymentId, captureId),
                headers,
                "capture",
                List.of(paymentId, request),
                order -> request.reference() == null ? captureId : order.captureCalled(request.reference()));
    }

    @PostMapping("/{paymentId}/void")
    ResponseEntity<OrderSummary> voidRest(
            @PathVariable UUID orderId, @PathVariable UUID paymentId, CommandHeaders headers) {
        return commands.change(orderId, new RecordVoid(paymentId.toString()), headers, "void", paymentId);
    }
}
