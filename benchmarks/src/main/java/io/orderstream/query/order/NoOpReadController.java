package io.orderstream.query.order;

import io.orderstream.benchmarks.projection.OrderEvents;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What reads are measured against: requests that are answered and read nothing. They exist only where the benchmark puts
 * this class on the service's class path.
 */
@RestController
@RequestMapping("/benchmark")
final class NoOpReadController {

    private final OrderDocument order = order();

    private static OrderDocument order() {
        var placedAt = Instant.parse("2026-03-01T09:30:00Z");
        var events = new OrderEvents("1", 1);
        var placed = events.placed(new OrderContext("N-1", "web", "EUR", "customer-1", "DE", "BE", placedAt));
        return new OrderProjection().fold("1", null, new StoredEvent("1", 0, 1, events.metadata(0, 1), placed));
    }

    /** All that reading an order does with HTTP, with a view of the same form going out; it is always the same one. */
    @GetMapping(path = "/no-op/{orderId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OrderView> noOp(
            @PathVariable String orderId,
            @RequestParam MultiValueMap<String, String> parameters,
            ConsistencyToken token) {
        new QueryParameters(parameters).refuseOthers();
        return ResponseEntity.ok().eTag("\"" + order.revision() + "\"").body(OrderViewMapper.INSTANCE.view(order));
    }

    /** The least that the service's web server does with a GET. */
    @GetMapping("/bare")
    ResponseEntity<Void> bare() {
        return ResponseEntity.noContent().build();
    }
}
