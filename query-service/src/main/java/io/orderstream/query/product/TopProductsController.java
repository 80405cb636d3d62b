package io.orderstream.query.product;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
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

    @Parameter(name = "from", in = ParameterIn.QUERY, description = "the first day, like 2026-03-01")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "the day after the last")
    @Parameter(name = "by", in = ParameterIn.QUERY, description = "units (unless given) or revenue")
    @Parameter(name = "currency", in = ParameterIn.QUERY, description = "an ISO 4217 code; needed with revenue")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 100; 10 unless given")
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
