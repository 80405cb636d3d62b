package io.orderstream.command.order;

import io.orderstream.command.order.domain.FulfillmentCommand.CancelFulfillment;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What warehouses and carriers do. */
@RestController
@RequestMapping("/v1/orders/{orderId}/fulfillments")
final class FulfillmentController {

    private final CommandAnswers commands;
    private final OrderCommandMapper mapper;

    FulfillmentController(CommandAnswers commands, OrderCommandMapper mapper) {
        this.commands = commands;
        this.mapper = mapper;
    }

    @PostMapping
    ResponseEntity<OrderSummary> allocate(
            @PathVariable UUID orderId, @Valid @RequestBody FulfillmentRequest request, CommandHeaders headers) {
        String fulfillmentId = headers.idOr(request.fulfillmentId(), "fulfillment");
        return commands.change(
                orderId,
                mapper.toCommand(request, fulfillmentId),
                headers,
                "allocate",
                request,
                order -> fulfillmentId);
    }

    @PostMapping("/{fulfillmentId}/ship")
    ResponseEntity<OrderSummary> ship(
            @PathVariable UUID orderId,
            @PathVariable UUID fulfillmentId,
            @Valid @RequestBody(required = false) @Nullable ShipmentRequest request,
            CommandHeaders headers) {
        ShipmentRequest shipment = Objects.requireNonNullElse(request, ShipmentRequest.ALL);
        return commands.change(
                orderId, mapper.toCommand(shipment, fulfillmentId), headers, "ship", List.of(fulfillmentId, shipment));
    }

    @PostMapping("/{fulfillmentId}/deliver")
    ResponseEntity<OrderSummary> deliver(
            @PathVariable UUID orderId,
            @PathVariable UUID fulfillmentId,
            @Valid @RequestBody(required = false) @Nullable DeliveryRequest request,
            CommandHeaders headers) {
        DeliveryRequest delivery = Objects.requireNonNullElse(request, DeliveryRequest.ALL);
        return commands.change(
                orderId,
                mapper.toCommand(delivery, fulfillmentId, commands.now()),
                headers,
                "deliver",
                List.of(fulfillmentId, delivery));
    }

    @PostMapping("/{fulfillmentId}/cancel")
    ResponseEntity<OrderSummary> cancel(
            @PathVariable UUID orderId, @PathVariable UUID fulfillmentId, CommandHeaders headers) {
        CancelFulfillment command = new CancelFulfillment(fulfillmentId.toString());
        return commands.change(orderId, command, headers, "cancel-fulfillment", fulfillmentId);
    }
}
