package io.orderstream.query.fulfilment;

import io.orderstream.query.fulfilment.OpenWork.Status;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work that is open now, and how long it took in a period. */
record FulfilmentView(List<Work> work, Took took) {

    /** What waits in a status, by how long ago its orders were placed. */
    record Work(Status status, long orders, long units, List<ByAge> ages) {}

    /** What waits since a number of days; {@code belowDays} is missing for the oldest. */
    record ByAge(int fromDays, @Nullable Integer belowDays, long orders, long units) {}

    /**
     * How long it took in the days of a period.
     *
     * @param relativeError how far a percentile may be from the true one, as a fraction of it
     */
    record Took(
            String zone,
            LocalDate from,
            LocalDate to,
            double relativeError,
            Percentiles placedToShipped,
            Percentiles placedToDelivered) {}

    /** Seconds that so many percent of the shipments or deliveries did not exceed; missing if there were none. */
    record Percentiles(
            long count,
            @Nullable Long p50,
            @Nullable Long p90,
            @Nullable Long p95,
            @Nullable Long p99) {}
}
