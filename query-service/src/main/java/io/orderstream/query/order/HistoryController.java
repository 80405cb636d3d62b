package io.orderstream.query.order;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.query.web.SignedCursors;
import io.orderstream.readmodel.history.HistoryDocument;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HistoryController {

    private static final int STANDARD_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;

    private final HistoryReader history;
    private final SignedCursors cursors;

    HistoryController(HistoryReader history, SignedCursors cursors) {
        this.history = history;
        this.cursors = cursors;
    }

    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 200; 50 unless given")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the answer before")
    @GetMapping(path = "/v1/orders/{orderId}/history", produces = MediaType.APPLICATION_JSON_VALUE)
    HistoryView history(
            @PathVariable String orderId,
            @RequestParam MultiValueMap<String, String> parameters,
            ConsistencyToken token) {
        String list = "history " + orderId;
        QueryParameters given = new QueryParameters(parameters);
        Long cursor =
                given.parsed("cursor", text -> Long.valueOf(cursors.decode(list, text)), "what next was in an answer");
        int limit = given.count("limit", STANDARD_LIMIT, HIGHEST_LIMIT);
        given.refuseOthers();
        long from = cursor == null ? 0 : cursor;
        List<HistoryDocument> events = history.events(orderId, from, limit + 1, token);
        if (from == 0 && events.isEmpty()) {
            throw new OrderNotFoundException(orderId);
        }
        return new HistoryView(
                events.stream()
                        .limit(limit)
                        .map(OrderViewMapper.INSTANCE::event)
                        .toList(),
                events.size() > limit ? cursors.encode(list, Long.toString(from + limit)) : null);
    }
}
