package io.orderstream.query.sales;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.reporting.FiguresMapper;
import io.orderstream.query.sales.SalesView.CurrencyTotal;
import io.orderstream.query.sales.SalesView.Row;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SalesController {

    private static final FiguresMapper FIGURES = FiguresMapper.INSTANCE;

    private final SalesReader sales;
    private final ReportingCalendar calendar;

    SalesController(SalesReader sales, ReportingCalendar calendar) {
        this.sales = sales;
        this.calendar = calendar;
    }

    @Parameter(name = "from", in = ParameterIn.QUERY, description = "the first day, like 2026-03-01")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "the day after the last")
    @Parameter(
            name = "interval",
            in = ParameterIn.QUERY,
            description = "hour (at most 31 days), day (366, and unless given) or month (1830)")
    @Parameter(
            name = "groupBy",
            in = ParameterIn.QUERY,
            description = "channel, country, or both with a comma between; currency always is")
    @GetMapping(path = "/v1/sales", produces = MediaType.APPLICATION_JSON_VALUE)
    SalesView sales(@RequestParam MultiValueMap<String, String> parameters, ConsistencyToken token) {
        SalesQuery query = SalesQuery.from(new QueryParameters(parameters));
        Map<SalesRow, Figures> rows = sales.read(query, token);
        Map<String, Figures> totals = new TreeMap<>();
        rows.forEach((row, figures) -> totals.merge(row.currency(), figures, Figures::plus));
        return new SalesView(
                calendar.zone().getId(),
                query.period().from(),
                query.period().to(),
                query.interval().word(),
                rows.entrySet().stream()
                        .map(row -> view(row.getKey(), row.getValue()))
                        .toList(),
                totals.entrySet().stream()
                        .map(total -> new CurrencyTotal(total.getKey(), FIGURES.view(total.getValue(), total.getKey())))
                        .toList());
    }

    private static Row view(SalesRow row, Figures figures) {
        return new Row(
                row.period(),
                row.start(),
                row.currency(),
                row.channel(),
                row.country(),
                FIGURES.view(figures, row.currency()));
    }
}
