package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.log.LogRecord;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which events of {@code $all} somebody wants. */
public final class EventFilter {
    private final Function<LogRecord, String> subject;
    private final Predicate<String> wanted;

    private EventFilter(Function<LogRecord, String> subject, Predicate<String> wanted) {
        this.subject = subject;
        this.wanted = wanted;
    }

    public static EventFilter streamPrefixes(List<String> prefixes) {
        return new EventFilter(LogRecord::streamName, startsWithAny(prefixes));
    }

    public static EventFilter typePrefixes(List<String> prefixes) {
        return new EventFilter(LogRecord::typeName, startsWithAny(prefixes));
    }

    /** @throws java.util.regex.PatternSyntaxException if it is no regular expression */
    public static EventFilter streamMatches(String regex) {
        return new EventFilter(LogRecord::streamName, Pattern.compile(regex).asPredicate());
    }

    /** @throws java.util.regex.PatternSyntaxException if it is no regular expression */
    public static EventFilter typeMatches(String regex) {
        return new EventFilter(LogRecord::typeName, Pattern.compile(regex).asPredicate());
    }

    private static Predicate<String> startsWithAny(List<String> prefixes) {
        List<String> own = List.copyOf(prefixes);
        return text -> own.stream().anyMatch(text::startsWith);
    }

    boolean wants(LogRecord event) {
        return wanted.test(subject.apply(event));
    }
}
