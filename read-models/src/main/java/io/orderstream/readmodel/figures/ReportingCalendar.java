package io.orderstream.readmodel.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/**
 * Which hour, day and month of a reporting time zone a moment belongs to. Hours are those of the zone's clocks: where it
 * is half or three quarters of an hour off, so are they, and an hour that the clocks show twice is two hours.
 *
 * @param zone the reporting time zone
 */
public record ReportingCalendar(ZoneId zone) {

    /** When the hour of the moment began. */
    public Instant hour(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        Instant onTheHour =
                local.truncatedTo(ChronoUnit.HOURS).toLocalDateTime().toInstant(local.getOffset());
        ZoneOffsetTransition change = zone.getRules().previousTransition(moment.plusNanos(1));
        return change != null && change.getInstant().isAfter(onTheHour) ? change.getInstant() : onTheHour;
    }

    /** The date that the zone's calendars showed. */
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    /** The month that the zone's calendars showed. */
    public YearMonth month(Instant moment) {
        return YearMonth.from(day(moment));
    }

    /** When the day began. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /**
     * The name of a read model whose periods are this calendar's: the plain one where the zone is {@code UTC}. Every other
     * zone has names of its own ({@code sales_europe_berlin}), so that the figures of two calendars never mix.
     */
    public String named(String readModel) {
        if (zone.getId().equals("UTC")) {
            return readModel;
        }
        String suffix =
                zone.getId().toLowerCase(Locale.ROOT).replace("+", "plus").replaceAll("[^a-z0-9]+", "_");
        return readModel + "_" + suffix;
    }
}
