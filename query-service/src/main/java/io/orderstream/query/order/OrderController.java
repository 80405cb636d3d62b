package io.orderstream.query.order;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {

    private static final OrderViewMapper VIEWS = OrderViewMapper.INSTANCE;

    private final OrderReader orders;
    private final OrderCursors cursors;

    OrderController(OrderReader orders, OrderCursors cursors) {
        this.orders = orders;
        this.cursors = cursors;
    }

    @Parameter(name = "asOf", in = ParameterIn.QUERY, description = "a revision or a time; the order as it was then")
    @GetMapping("/{orderId}")
    OrderView order(
            @PathVariable String orderId,
            @RequestParam MultiValueMap<String, String> parameters,
            ConsistencyToken token) {
        var given = new QueryParameters(parameters);
        var asOf = AsOf.from(given);
        given.refuseOthers();
        var order = (asOf == null ? orders.find(orderId, token) : orders.find(orderId, asOf, token))
                .orElseThrow(() -> new OrderNotFoundException(orderId));
        return VIEWS.view(order);
    }

    @OrderFilterParameters
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200; 50 unless given")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the answer before")
    @GetMapping
    OrderListView list(@RequestParam MultiValueMap<String, String> parameters, ConsistencyToken token) {
        var query = OrderQuery.from(new QueryParameters(parameters), cursors);
        var page = orders.list(query, token);
        var next = page.next();
        return VIEWS.list(page, next == null ? null : cursors.encode(query.filter(), query.sort(), next));
    }
}
