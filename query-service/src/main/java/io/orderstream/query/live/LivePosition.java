package io.orderstream.query.live;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in the live updates: for each feed the log position up to which it was told. It means the same on every
 * instance and after every restart.
 *
 * @param positions by the feed's name
 */
record LivePosition(Map<String, Long> positions) {

    private static final Pattern PART = Pattern.compile("([a-z]{1,20})-(-1|[0-9]{1,18})");
    private static final int LONGEST = 500;

    LivePosition(Map<String, Long> positions) {
        this.positions = new TreeMap<>(positions);
    }

    long of(LiveFeed feed) {
        return positions.get(feed.name());
    }

    LivePosition with(LiveFeed feed, long position) {
        var moved = new TreeMap<>(positions);
        moved.put(feed.name(), position);
        return new LivePosition(moved);
    }

    /** The id of the update that leads here. */
    String encode() {
        return positions.entrySet().stream()
                .map(part -> part.getKey() + "-" + part.getValue())
                .collect(Collectors.joining("."));
    }

    /** Reads what {@link #encode} wrote; empty if it is anything else, or not about exactly these feeds. */
    static Optional<LivePosition> decode(String text, Set<String> feeds) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var positions = new TreeMap<String, Long>();
        for (var part : text.split("\\.", -1)) {
            var matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            positions.put(matcher.group(1), Long.valueOf(matcher.group(2)));
        }
        var position = new LivePosition(positions);
        return positions.keySet().equals(feeds) && position.encode().equals(text)
                ? Optional.of(position)
                : Optional.empty();
    }
}
