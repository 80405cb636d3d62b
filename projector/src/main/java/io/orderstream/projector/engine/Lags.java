package io.orderstream.projector.engine;

import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.projector.subscription.EventLogException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far read models are behind. Thread-safe. */
@Component
class Lags {

    private final EventLog log;
    private final Clock clock;
    private final Map<String, Next> waiting = new HashMap<>();
    private volatile double liveSeconds;

    Lags(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** The first event after a position was recorded then. */
    private record Next(long position, Instant recordedAt) {}

    /** How far a part is behind; asks the log when its first waiting event was recorded, unless that is known. */
    synchronized Lag of(String part, Progress progress, Progress head) {
        if (progress.position() >= head.position()) {
            waiting.remove(part);
            return Lag.NONE;
        }
        Next next = waiting.get(part);
        if (next == null || next.position() != progress.position()) {
            next = look(progress.position(), next);
            waiting.put(part, next);
        }
        Duration since = Duration.between(next.recordedAt(), clock.instant());
        return new Lag(Math.max(0, head.events() - progress.events()), Math.max(0, since.toMillis() / 1_000.0));
    }

    private Next look(long position, @Nullable Next before) {
        Instant otherwise = before == null ? clock.instant() : before.recordedAt();
        try {
            return new Next(position, log.firstRecordedAfter(position).orElseGet(clock::instant));
        } catch (EventLogException away) {
            return new Next(position, otherwise);
        }
    }

    void live(double seconds) {
        liveSeconds = seconds;
    }

    boolean liveIsBehind(Duration limit) {
        return liveSeconds > limit.toMillis() / 1_000.0;
    }
}
