package io.orderstream.projector.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.projector.subscription.EventLogException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How far read models are behind the last event of an order, as it was when the log was last {@linkplain #look looked} at.
 * Since when one is behind is true to the time between two looks; of what is behind further than these reach back, the log
 * is asked now and then. Only looks wait for the log. Thread-safe.
 */
@Component
class Lags {

    private static final Logger LOG = LoggerFactory.getLogger(Lags.class);

    private static final int MOST_HEADS = 1_000;
    private static final long NEVER = -2;
    private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final EventLog log;
    private final Clock clock;
    private final ConcurrentNavigableMap<Long, Instant> heads = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, Question> questions = Caffeine.newBuilder()
            .expireAfterAccess(FORGOTTEN_AFTER)
            .<String, Question>build()
            .asMap();
    private volatile boolean looked;
    private volatile double liveSeconds;

    Lags(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * When the first event after where a part stands was recorded.
     *
     * @param answered the position for which that was found out last
     * @param answeredNanos when it was
     */
    private record Question(long position, long answered, long answeredNanos, Instant recordedAt) {

        Question at(long now) {
            return new Question(now, answered, answeredNanos, recordedAt);
        }

        boolean isOpen(long nanos) {
            return answered != position && (answered == NEVER || nanos - answeredNanos > ASKED_AGAIN_AFTER.toNanos());
        }
    }

    /** The position of the last event of an order, -1 if there was none; empty if nobody has looked yet. */
    OptionalLong head() {
        return looked ? OptionalLong.of(known()) : OptionalLong.empty();
    }

    private long known() {
        Map.Entry<Long, Instant> last = heads.lastEntry();
        return last == null ? -1 : last.getKey();
    }

    /** Looks where the log ends, and finds out what is not known of those that are far behind. */
    void look() {
        try {
            EventLog.Head last = log.last();
            if (last.position() < known()) {
                heads.clear();
            }
            if (last.position() >= 0) {
                heads.put(last.position(), last.recordedAt());
            }
            if (heads.size() > MOST_HEADS) {
                heads.pollFirstEntry();
            }
            looked = true;
            questions.forEach(this::answer);
        } catch (EventLogException away) {
            LOG.warn("cannot look where the log ends, what is said of lags is as of before: {}", away.toString());
        }
    }

    private void answer(String part, Question question) {
        if (question.isOpen(System.nanoTime())) {
            Instant found = log.firstRecordedAfter(question.position()).orElse(question.recordedAt());
            questions.computeIfPresent(
                    part, (id, now) -> new Question(now.position(), question.position(), System.nanoTime(), found));
        }
    }

    /**
     * How far a part is behind.
     *
     * @param counted how many events of orders there are, as far as they are counted
     */
    Lag of(String part, Progress progress, Progress counted) {
        long position = progress.position();
        if (position >= known()) {
            questions.remove(part);
            return Lag.NONE;
        }
        Duration since = Duration.between(firstWaiting(part, position), clock.instant());
        return new Lag(Math.max(1, counted.events() - progress.events()), Math.max(0, since.toMillis() / 1_000.0));
    }

    private Instant firstWaiting(String part, long position) {
        Map.Entry<Long, Instant> next = heads.higherEntry(position);
        if (next == null) {
            return clock.instant();
        }
        if (heads.floorKey(position) != null) {
            questions.remove(part);
            return next.getValue();
        }
        return questions
                .compute(
                        part,
                        (id, before) -> before == null
                                ? new Question(position, NEVER, 0, next.getValue())
                                : before.at(position))
                .recordedAt();
    }

    /** Hears how far the worst live read model is behind. */
    void live(double seconds) {
        liveSeconds = seconds;
    }

    boolean liveIsBehind(Duration limit) {
        return liveSeconds > limit.toMillis() / 1_000.0;
    }
}
