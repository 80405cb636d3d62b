package io.orderstream.readmodel.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportingCalendarTests {

    @ParameterizedTest
    @CsvSource({
        "UTC,                 2026-03-01T23:59:59.999Z, 2026-03-01, 2026-03, 2026-03-01T23:00:00Z",
        "Europe/Berlin,       2026-03-31T22:30:00Z,     2026-04-01, 2026-04, 2026-03-31T22:00:00Z",
        "Europe/Berlin,       2026-03-31T21:59:59Z,     2026-03-31, 2026-03, 2026-03-31T21:00:00Z",
        "Asia/Kolkata,        2026-03-01T18:29:59Z,     2026-03-01, 2026-03, 2026-03-01T17:30:00Z",
        "Asia/Kolkata,        2026-03-01T18:30:00Z,     2026-03-02, 2026-03, 2026-03-01T18:30:00Z",
        "Asia/Kathmandu,      2026-03-01T18:14:59Z,     2026-03-01, 2026-03, 2026-03-01T17:15:00Z",
        "Asia/Kathmandu,      2026-03-01T18:15:00Z,     2026-03-02, 2026-03, 2026-03-01T18:15:00Z",
        "America/New_York,    2026-01-01T04:59:59Z,     2025-12-31, 2025-12, 2026-01-01T04:00:00Z",
        "Pacific/Kiritimati,  2026-02-28T10:00:00Z,     2026-03-01, 2026-03, 2026-02-28T10:00:00Z"
    })
    void a_moment_belongs_to_what_the_clocks_of_the_zone_show(
            ZoneId zone, Instant moment, String day, String month, Instant hour) {
        var calendar = new ReportingCalendar(zone);

        assertThat(calendar.day(moment)).hasToString(day);
        assertThat(calendar.month(moment)).hasToString(month);
        assertThat(calendar.hour(moment)).isEqualTo(hour);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,        2026-03-29, 23",
        "Europe/Berlin,        2026-10-25, 25",
        "Europe/Berlin,        2026-07-01, 24",
        "Australia/Lord_Howe,  2026-04-05, 25",
        "Australia/Lord_Howe,  2026-10-04, 24",
        "Asia/Kolkata,         2026-03-29, 24"
    })
    void a_day_has_the_hours_that_its_clocks_go_through(ZoneId zone, LocalDate day, int hours) {
        assertThat(hoursOf(new ReportingCalendar(zone), day)).hasSize(hours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "UTC"})
    void hours_cover_each_day_of_a_year_without_gap_or_overlap(ZoneId zone) {
        var calendar = new ReportingCalendar(zone);
        for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
            for (Instant hour : hoursOf(calendar, day)) {
                assertThat(calendar.hour(hour)).isEqualTo(hour);
                assertThat(calendar.day(hour)).isEqualTo(day);
            }
        }
    }

    @Test
    void the_hour_that_the_clocks_show_twice_is_two_hours() {
        var berlin = new ReportingCalendar(ZoneId.of("Europe/Berlin"));

        assertThat(berlin.hour(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
        assertThat(berlin.hour(Instant.parse("2026-10-25T01:30:00Z"))).isEqualTo(Instant.parse("2026-10-25T01:00:00Z"));
    }

    @Test
    void a_name_in_utc_is_the_plain_one() {
        assertThat(new ReportingCalendar(ZoneId.of("UTC")).named("sales")).isEqualTo("sales");
    }

    @Test
    void a_name_tells_zones_apart() {
        Set<String> names = ZoneId.getAvailableZoneIds().stream()
                .map(zone -> new ReportingCalendar(ZoneId.of(zone)).named("sales"))
                .collect(Collectors.toSet());

        assertThat(new ReportingCalendar(ZoneId.of("Europe/Berlin")).named("sales"))
                .isEqualTo("sales_europe_berlin");
        assertThat(names).hasSameSizeAs(ZoneId.getAvailableZoneIds());
        assertThat(names).allMatch(name -> name.matches("[a-z0-9_]+"));
    }

    private static Set<Instant> hoursOf(ReportingCalendar calendar, LocalDate day) {
        Set<Instant> hours = new LinkedHashSet<>();
        Instant end = calendar.startOf(day.plusDays(1));
        for (Instant moment = calendar.startOf(day);
                moment.isBefore(end);
                moment = moment.plus(Duration.ofMinutes(15))) {
            hours.add(calendar.hour(moment));
        }
        return hours;
    }
}
