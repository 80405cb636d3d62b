package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.log.LogRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which events of {@code $all} somebody wants. */
public final class EventFilter {
    private final Predicate<LogRecord> wanted;

    private EventFilter(Predicate<LogRecord> wanted) {
        this.wanted = wanted;
    }

    public static EventFilter streamPrefixes(List<String> prefixes) {
        return startsWithAny(LogRecord::stream, prefixes);
    }

    public static EventFilter typePrefixes(List<String> prefixes) {
        return startsWithAny(LogRecord::type, prefixes);
    }

    /** @throws java.util.regex.PatternSyntaxException if it is no regular expression */
    public static EventFilter streamMatches(String regex) {
        Predicate<String> matches = Pattern.compile(regex).asPredicate();
        return new EventFilter(event -> matches.test(event.streamName()));
    }

    /** @throws java.util.regex.PatternSyntaxException if it is no regular expression */
    public static EventFilter typeMatches(String regex) {
        Predicate<String> matches = Pattern.compile(regex).asPredicate();
        return new EventFilter(event -> matches.test(event.typeName()));
    }

    /** On the bytes: UTF-8 keeps prefixes, and most of what is skipped need not become text. */
    private static EventFilter startsWithAny(Function<LogRecord, ByteBuffer> subject, List<String> prefixes) {
        List<ByteBuffer> wanted = prefixes.stream()
                .map(prefix -> ByteBuffer.wrap(prefix.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new EventFilter(event -> {
            ByteBuffer text = subject.apply(event);
            return wanted.stream().anyMatch(prefix -> startsWith(text, prefix));
        });
    }

    private static boolean startsWith(ByteBuffer text, ByteBuffer prefix) {
        int difference = text.mismatch(prefix);
        return difference < 0 || difference == prefix.remaining();
    }

    boolean wants(LogRecord event) {
        return wanted.test(event);
    }
}
