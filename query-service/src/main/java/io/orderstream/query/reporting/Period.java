package io.orderstream.query.reporting;

import io.orderstream.query.web.InvalidParameterException;
import io.orderstream.query.web.QueryParameters;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days of the reporting time zone.
 *
 * @param from the first of them
 * @param to the day after the last
 */
public record Period(LocalDate from, LocalDate to) {

    private static final String DATE = "a date like 2026-03-01";

    /** What {@code from} and {@code to} say, both of which must be given. */
    public static Period from(QueryParameters parameters, int mostDays) {
        LocalDate from = date(parameters, "from");
        LocalDate to = date(parameters, "to");
        if (from == null || to == null) {
            throw new InvalidParameterException(from == null ? "from" : "to", "is needed, " + DATE);
        }
        return new Period(from, to).atMost(mostDays);
    }

    /** What {@code from} and {@code to} say; {@code standard} if neither was given. */
    public static Period from(QueryParameters parameters, int mostDays, Period standard) {
        boolean given = parameters.text("from") != null || parameters.text("to") != null;
        return given ? from(parameters, mostDays) : standard;
    }

    private static @Nullable LocalDate date(QueryParameters parameters, String name) {
        return parameters.parsed(name, Period::toDate, DATE);
    }

    private static LocalDate toDate(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 0 || date.getYear() > 9999) {
                throw new IllegalArgumentException("year " + date.getYear());
            }
            return date;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Period atMost(int days) {
        if (!from.isBefore(to)) {
            throw new InvalidParameterException("to", "must be after from");
        }
        if (from.plusDays(days).isBefore(to)) {
            throw new InvalidParameterException("to", "must be at most " + days + " days after from");
        }
        return this;
    }
}
