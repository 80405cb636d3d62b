package io.orderstream.readmodel.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.orderstream.readmodel.TestLog;
import io.orderstream.readmodel.TestOrder;
import io.orderstream.readmodel.figures.ReportingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FulfilmentDurationsTests {

    private final TestLog log = new TestLog();
    private final FulfilmentDurationsProjection projection =
            new FulfilmentDurationsProjection(new ReportingCalendar(ZoneId.of("Europe/Berlin")));

    @Test
    void shipments_and_deliveries_count_on_their_own_days() {
        new TestOrder(log, "o1")
                .placed()
                .at(TestOrder.PLACED_AT.plus(Duration.ofHours(2)))
                .shipped(1)
                .delivered(1, Instant.parse("2026-03-04T23:00:00Z"));

        assertThat(log.fold(projection).values())
                .satisfiesExactly(
                        shipped -> {
                            assertThat(shipped.day()).isEqualTo("2026-03-01");
                            assertThat(shipped.placedToShipped().percentile(50))
                                    .isCloseTo(Duration.ofHours(2), Duration.ofSeconds(72));
                            assertThat(shipped.placedToDelivered().count()).isZero();
                        },
                        delivered -> {
                            assertThat(delivered.day()).isEqualTo("2026-03-05");
                            assertThat(delivered.placedToDelivered().count()).isEqualTo(1);
                        });
    }

    @Test
    void what_an_imported_order_tells_counts_on_the_days_on_which_it_happened() {
        new TestOrder(log, "o1")
                .at(Instant.parse("2026-11-01T00:00:00Z"))
                .imported(Instant.parse("2026-03-02T09:00:00Z"), Instant.parse("2026-03-04T09:00:00Z"));

        assertThat(log.fold(projection, "@3").values())
                .extracting(
                        FulfilmentDurationsDocument::day,
                        day -> day.placedToShipped().count(),
                        day -> day.placedToDelivered().count())
                .containsExactly(tuple("2026-03-02", 1L, 0L), tuple("2026-03-04", 0L, 1L));
    }

    @Test
    void what_took_less_than_nothing_took_nothing() {
        assertThat(Durations.of(Duration.ofDays(-1)).percentile(50)).isZero();
    }

    @Test
    void nothing_took_no_time() {
        assertThat(Durations.NONE.percentile(99)).isZero();
    }

    @Test
    void however_many_there_are_the_counts_are_bounded() {
        Durations durations = LongStream.range(0, 40_000)
                .mapToObj(i -> Durations.of(Duration.ofSeconds(i * 8_000)))
                .reduce(Durations.NONE, Durations::plus);

        assertThat(durations.count()).isEqualTo(40_000);
        assertThat(durations.counts()).hasSizeLessThan(3_000);
    }

    @Property(tries = 200)
    void a_percentile_is_within_the_stated_error(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 300_000_000) Long> seconds,
            @ForAll @LongRange(min = 1, max = 100) long percent) {
        Durations durations =
                seconds.stream().map(Duration::ofSeconds).map(Durations::of).reduce(Durations.NONE, Durations::plus);
        List<Long> sorted = seconds.stream().sorted().toList();
        double exact = sorted.get((int) (percent * sorted.size() + 99) / 100 - 1);

        assertThat((double) durations.percentile(percent).toSeconds())
                .isCloseTo(exact, within(exact * Durations.RELATIVE_ERROR + 0.5));
    }

    @Property(tries = 100)
    void two_add_up_to_what_all_would_have_made(
            @ForAll List<@LongRange(min = 0, max = 300_000_000) Long> some,
            @ForAll List<@LongRange(min = 0, max = 300_000_000) Long> others) {
        Durations all = durations(some);
        for (long other : others) {
            all = all.plus(Durations.of(Duration.ofSeconds(other)));
        }

        assertThat(durations(some).plus(durations(others))).isEqualTo(all);
    }

    private static Durations durations(List<Long> seconds) {
        return seconds.stream().map(Duration::ofSeconds).map(Durations::of).reduce(Durations.NONE, Durations::plus);
    }
}
