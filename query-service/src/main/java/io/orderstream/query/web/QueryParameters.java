package io.orderstream.query.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The query parameters of one request. Each is asked for by name; {@link #refuseOthers} then refuses what nobody asked
 * for, so that a misspelt filter is never taken for none. Whatever is wrong is an {@link InvalidParameterException}.
 */
public final class QueryParameters {

    private static final int LONGEST_TEXT = 200;

    private final MultiValueMap<String, String> given;
    private final Set<String> known = new HashSet<>();

    public QueryParameters(MultiValueMap<String, String> given) {
        this.given = given;
    }

    /** The parameter's value, or null if it was not given. */
    public @Nullable String text(String name) {
        known.add(name);
        var values = given.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() > 1) {
            throw new InvalidParameterException(name, "was given more than once");
        }
        var value = values.getFirst();
        if (value.isBlank() || value.length() > LONGEST_TEXT) {
            throw new InvalidParameterException(name, "must have 1 to " + LONGEST_TEXT + " characters");
        }
        return value;
    }

    /**
     * The parameter's value as {@code parser} reads it, or null if it was not given.
     *
     * @param parser throws an {@link IllegalArgumentException} if it cannot read the text
     * @param expected what it reads, as the rest of the sentence "must be"
     */
    public <T> @Nullable T parsed(String name, Function<String, T> parser, String expected) {
        var text = text(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterException(name, "must be " + expected, e);
        }
    }

    /** One of a few values, or null if the parameter was not given. */
    public @Nullable String oneOf(String name, Collection<String> values) {
        var text = text(name);
        if (text != null && !values.contains(text)) {
            throw new InvalidParameterException(name, "must be one of " + String.join(", ", values));
        }
        return text;
    }

    /** A whole number between 1 and {@code maximum}, or {@code standard} if the parameter was not given. */
    public int count(String name, int standard, int maximum) {
        var number = parsed(name, Integer::valueOf, "a whole number from 1 to " + maximum);
        if (number == null) {
            return standard;
        }
        if (number < 1 || number > maximum) {
            throw new InvalidParameterException(name, "must be a whole number from 1 to " + maximum);
        }
        return number;
    }

    /**
     * A time, or null if the parameter was not given. Stored times have milliseconds; a finer one is raised to the next
     * of them, which leaves the stored times before it and those not before it what they are.
     */
    public @Nullable Instant time(String name) {
        return parsed(name, QueryParameters::toTime, "a time like 2026-03-01T09:30:00Z");
    }

    /** Refuses parameters that were given and not asked for so far. */
    public void refuseOthers() {
        for (var name : given.keySet()) {
            if (!known.contains(name)) {
                throw new InvalidParameterException(name, "is not a parameter of this resource");
            }
        }
    }

    private static Instant toTime(String text) {
        try {
            var time = OffsetDateTime.parse(text);
            if (time.getYear() < 0 || time.getYear() > 9999) {
                throw new IllegalArgumentException("year " + time.getYear());
            }
            var instant = time.toInstant();
            var truncated = instant.truncatedTo(ChronoUnit.MILLIS);
            return truncated.equals(instant) ? instant : truncated.plusMillis(1);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
