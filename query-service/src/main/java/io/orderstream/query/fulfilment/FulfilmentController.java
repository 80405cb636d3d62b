package io.orderstream.query.fulfilment;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.fulfilment.FulfilmentView.ByAge;
import io.orderstream.query.fulfilment.FulfilmentView.Percentiles;
import io.orderstream.query.fulfilment.FulfilmentView.Work;
import io.orderstream.query.fulfilment.OpenWork.Age;
import io.orderstream.query.fulfilment.OpenWork.Amount;
import io.orderstream.query.fulfilment.OpenWork.Status;
import io.orderstream.query.reporting.Period;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.Durations;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FulfilmentController {

    private static final int STANDARD_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final FulfilmentReader fulfilment;
    private final ReportingCalendar calendar;
    private final Clock clock;

    FulfilmentController(FulfilmentReader fulfilment, ReportingCalendar calendar, Clock clock) {
        this.fulfilment = fulfilment;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Parameter(name = "from", in = ParameterIn.QUERY, description = "the first day, like 2026-03-01")
    @Parameter(name = "to", in = ParameterIn.QUERY, description = "the day after the last")
    @GetMapping(path = "/v1/fulfilment", produces = MediaType.APPLICATION_JSON_VALUE)
    FulfilmentView fulfilment(@RequestParam MultiValueMap<String, String> parameters, ConsistencyToken token) {
        Instant now = clock.instant();
        LocalDate tomorrow = calendar.day(now).plusDays(1);
        QueryParameters given = new QueryParameters(parameters);
        Period period = Period.from(given, MOST_DAYS, new Period(tomorrow.minusDays(STANDARD_DAYS), tomorrow));
        given.refuseOthers();
        FulfilmentReader.Took took = fulfilment.took(period, token);
        return new FulfilmentView(
                fulfilment.work(now, token).entrySet().stream()
                        .map(work -> work(work.getKey(), work.getValue()))
                        .toList(),
                new FulfilmentView.Took(
                        calendar.zone().getId(),
                        period.from(),
                        period.to(),
                        Durations.RELATIVE_ERROR,
                        percentiles(took.placedToShipped()),
                        percentiles(took.placedToDelivered())));
    }

    private static Work work(Status status, Map<Integer, Amount> byAge) {
        List<ByAge> ages = Age.ALL.stream()
                .map(age -> {
                    Amount amount = byAge.getOrDefault(age.days(), new Amount(0, 0));
                    return new ByAge(age.days(), age.below(), amount.orders(), amount.units());
                })
                .toList();
        return new Work(
                status,
                ages.stream().mapToLong(ByAge::orders).sum(),
                ages.stream().mapToLong(ByAge::units).sum(),
                ages);
    }

    private static Percentiles percentiles(Durations durations) {
        return new Percentiles(
                durations.count(),
                seconds(durations, 50),
                seconds(durations, 90),
                seconds(durations, 95),
                seconds(durations, 99));
    }

    private static @Nullable Long seconds(Durations durations, double percent) {
        return durations.count() == 0 ? null : durations.percentile(percent).toSeconds();
    }
}
