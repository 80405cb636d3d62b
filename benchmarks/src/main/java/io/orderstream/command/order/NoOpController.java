package io.orderstream.command.order;

import io.orderstream.command.order.domain.Lifecycle;
import io.orderstream.events.Money;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What commands are measured against: requests that are answered and do nothing. They exist only where the benchmark
 * puts this class on the service's class path.
 */
@RestController
@RequestMapping("/benchmark")
final class NoOpController {

    private static final String ORDER_ID = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    /**
     * All that placing an order does with HTTP: the body is limited, parsed strictly and validated, the headers are
     * read and the command's id is made from the key, and a summary of the same form goes out with the same headers.
     * Nothing is mapped, digested, decided, appended or folded.
     */
    @PostMapping("/no-op")
    ResponseEntity<OrderSummary> noOp(@Valid @RequestBody PlaceOrderRequest request, CommandHeaders headers) {
        Money amount = new Money(12_345 + request.lines().size(), request.currency());
        Money nothing = new Money(0, request.currency());
        OrderSummary.Totals totals = new OrderSummary.Totals(
                amount, amount, amount, nothing, amount, amount, nothing, amount, nothing, nothing, nothing, amount);
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag("\"0\"")
                .header("Consistency-Token", "1234567890")
                .location(URI.create("/v1/orders/" + headers.commandId()))
                .body(new OrderSummary(ORDER_ID, "7K3M-9QXP-4T2W", 0, Lifecycle.PLACED, totals, null));
    }

    /** The least that the service's web server does with a POST: the body is not looked at, the answer has none. */
    @PostMapping("/bare")
    ResponseEntity<Void> bare() {
        return ResponseEntity.noContent().build();
    }
}
