package io.orderstream.query.product;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.figures.ReportingCalendar;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TopProductsController {

    private static final TopProductMapper VIEWS = TopProductMapper.INSTANCE;

    private final TopProductsReader products;
    private final ReportingCalendar calendar;

    TopProductsController(TopProductsReader products, ReportingCalendar calendar) {
        this.products = products;
        this.calendar = calendar;
    }

    @GetMapping(path = "/v1/products/top", produces = MediaType.APPLICATION_JSON_VALUE)
    TopProductsView top(@RequestParam MultiValueMap<String, String> parameters, ConsistencyToken token) {
        TopProductsQuery query = TopProductsQuery.from(new QueryParameters(parameters));
        String currency = query.currency();
        return new TopProductsView(
                calendar.zone().getId(),
                query.period().from(),
                query.period().to(),
                query.by(),
                currency,
                products.read(query, token).stream()
                        .map(product -> currency == null ? VIEWS.item(product) : VIEWS.item(product, currency))
                        .toList());
    }
}
