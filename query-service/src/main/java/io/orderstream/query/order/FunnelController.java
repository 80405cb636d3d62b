package io.orderstream.query.order;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FunnelController {

    private final FunnelReader funnel;

    FunnelController(FunnelReader funnel) {
        this.funnel = funnel;
    }

    @Parameter(name = "placedFrom", in = ParameterIn.QUERY, description = "placed then or later")
    @Parameter(name = "placedTo", in = ParameterIn.QUERY, description = "placed before")
    @GetMapping(path = "/v1/orders/funnel", produces = MediaType.APPLICATION_JSON_VALUE)
    FunnelView funnel(@RequestParam MultiValueMap<String, String> parameters, ConsistencyToken token) {
        var given = new QueryParameters(parameters);
        var placedFrom = given.time("placedFrom");
        var placedTo = given.time("placedTo");
        given.refuseOthers();
        return funnel.read(placedFrom, placedTo, token);
    }
}
