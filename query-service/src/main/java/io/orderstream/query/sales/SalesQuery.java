package io.orderstream.query.sales;

import io.orderstream.query.reporting.Period;
import io.orderstream.query.web.InvalidParameterException;
import io.orderstream.query.web.QueryParameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which sales are asked for.
 *
 * @param groups what rows are told apart by, besides period and currency
 */
record SalesQuery(Period period, Interval interval, Set<Group> groups) {

    /** How long the period of a row is, and how many days may be asked for in such rows. */
    enum Interval {
        HOUR(31),
        DAY(366),
        MONTH(1_830);

        private final int mostDays;

        Interval(int mostDays) {
            this.mostDays = mostDays;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What rows can be told apart by. */
    enum Group {
        CURRENCY,
        CHANNEL,
        COUNTRY
    }

    private static final List<String> INTERVALS =
            Stream.of(Interval.values()).map(Interval::word).toList();

    static SalesQuery from(QueryParameters parameters) {
        String word = parameters.oneOf("interval", INTERVALS);
        Interval interval = word == null ? Interval.DAY : Interval.valueOf(word.toUpperCase(Locale.ROOT));
        Period period = Period.from(parameters, interval.mostDays);
        String groupBy = parameters.text("groupBy");
        parameters.refuseOthers();
        return new SalesQuery(period, interval, groupBy == null ? Set.of() : groups(groupBy));
    }

    private static Set<Group> groups(String text) {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        for (String word : text.split(",", -1)) {
            Group group = Stream.of(Group.values())
                    .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidParameterException(
                            "groupBy", "must be currency, channel or country, or several of them with commas between"));
            groups.add(group);
        }
        return groups;
    }
}
