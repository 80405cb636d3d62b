package io.orderstream.query.live;

import io.orderstream.query.consistency.Progress;
import io.orderstream.query.live.LivePosition.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at all feeds again and again, and finds what changed from one look to the next. A feed that cannot be looked at is
 * left where it is, and holds up no other. Not thread-safe.
 */
final class LiveLooks {

    /** How many changes of a feed are read at once, which bounds the memory of a look. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(LiveLooks.class);

    private final List<LiveFeed> feeds;
    private final JsonMapper json;
    private final Map<String, Map<String, Long>> parked = new HashMap<>();
    private LivePosition position = LivePosition.NOWHERE;

    LiveLooks(List<LiveFeed> feeds, JsonMapper json) {
        this.feeds = List.copyOf(feeds);
        this.json = json;
    }

    /** Where whoever was told everything so far is; nowhere if no feed could be looked at yet. */
    LivePosition position() {
        return position;
    }

    /** Begins anew: what changed before the next look is not told. */
    void forget() {
        parked.clear();
        position = LivePosition.NOWHERE;
    }

    /** What changed since the last look. */
    List<LiveMessage> next() {
        var begins = position.equals(LivePosition.NOWHERE);
        var news = new ArrayList<LiveMessage>();
        for (var feed : feeds) {
            try {
                news.addAll(next(feed, begins));
            } catch (RuntimeException | Error e) {
                LOG.warn("Live updates of {} wait: {}", feed.name(), e.toString());
            }
        }
        return news;
    }

    private List<LiveMessage> next(LiveFeed feed, boolean begins) {
        var look = feed.look();
        var progress = look.progress();
        var told = position.of(feed);
        if (told == null || progress.position() < told.position()) {
            moveTo(position.with(feed, Place.at(progress.position(), progress)), feed, progress);
            return begins ? List.of() : List.of(LiveMessage.reset(position));
        }
        return changes(feed, look, told);
    }

    /** What was released does not lie behind the position, so its last update alone says that all of it was told. */
    private List<LiveMessage> changes(LiveFeed feed, LiveFeed.Look look, Place told) {
        var progress = look.progress();
        var keys = released(feed, progress);
        var released = keys.isEmpty() ? List.<LiveChange>of() : look.of(keys);
        var changes = progress.position() == told.position()
                ? List.<LiveChange>of()
                : look.changes(told.position(), progress.position(), BATCH);
        var messages = new ArrayList<LiveMessage>();
        var known = Place.at(told.position(), progress);
        for (int i = 0; i < released.size(); i++) {
            var at = position.with(feed, i == released.size() - 1 ? known : told);
            messages.add(LiveMessage.change(feed, released.get(i), at, json));
        }
        for (var change : changes) {
            known = known.movedTo(change.position());
            messages.add(LiveMessage.change(feed, change, position.with(feed, known), json));
        }
        var all = changes.size() < BATCH;
        moveTo(position.with(feed, all ? known.movedTo(progress.position()) : known), feed, progress);
        return messages;
    }

    /** The documents of which something was parked at the last look and is not any more. */
    private List<String> released(LiveFeed feed, Progress progress) {
        return parked.getOrDefault(feed.name(), Map.of()).entrySet().stream()
                .filter(before -> {
                    var now = progress.parked().get(before.getKey());
                    return now == null || now > before.getValue();
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    private void moveTo(LivePosition moved, LiveFeed feed, Progress progress) {
        position = moved;
        parked.put(feed.name(), progress.parked());
    }
}
