package io.orderstream.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.query.consistency.Progress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A place in the live updates: for each feed what was told of it. It means the same on every instance and after every
 * restart.
 *
 * @param places by the feed's name; a feed that could not be looked at yet is absent
 */
record LivePosition(Map<String, Place> places) {

    /** Where nothing has been told. */
    static final LivePosition NOWHERE = new LivePosition(Map.of());

    private static final Pattern PART = Pattern.compile("([a-z]{1,20})-(-1|[0-9]{1,18})(?:-([0-9]{1,10}))?");
    private static final int LONGEST = 500;

    /**
     * What was told of a feed.
     *
     * @param position the log position up to which it was told
     * @param parked stands for what was parked then, and was not told therefore; 0 if nothing was
     */
    record Place(long position, long parked) {

        static Place at(long position, Progress progress) {
            return new Place(position, fingerprint(new TreeMap<>(progress.parked())));
        }

        private static long fingerprint(TreeMap<String, Long> parked) {
            var sum = new CRC32();
            sum.update(parked.toString().getBytes(UTF_8));
            return parked.isEmpty() ? 0 : sum.getValue();
        }

        /** Whether all that changed since lies behind the position. */
        boolean leadsTo(Place later) {
            return parked == 0 || parked == later.parked;
        }

        Place movedTo(long moved) {
            return new Place(moved, parked);
        }

        private String encode() {
            return position + (parked == 0 ? "" : "-" + parked);
        }
    }

    LivePosition(Map<String, Place> places) {
        this.places = new TreeMap<>(places);
    }

    /** What was told of the feed; null if it could not be looked at yet. */
    @Nullable
    Place of(LiveFeed feed) {
        return places.get(feed.name());
    }

    LivePosition with(LiveFeed feed, Place place) {
        var moved = new TreeMap<>(places);
        moved.put(feed.name(), place);
        return new LivePosition(moved);
    }

    /** The id of the update that leads here. */
    String encode() {
        return places.entrySet().stream()
                .map(part -> part.getKey() + "-" + part.getValue().encode())
                .collect(Collectors.joining("."));
    }

    /** Reads what {@link #encode} wrote; empty if it is anything else, or not about exactly these feeds. */
    static Optional<LivePosition> decode(String text, Set<String> feeds) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var places = new TreeMap<String, Place>();
        for (var part : text.split("\\.", -1)) {
            var matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            var parked = matcher.group(3);
            places.put(
                    matcher.group(1),
                    new Place(Long.parseLong(matcher.group(2)), parked == null ? 0 : Long.parseLong(parked)));
        }
        var position = new LivePosition(places);
        return places.keySet().equals(feeds) && position.encode().equals(text)
                ? Optional.of(position)
                : Optional.empty();
    }
}
