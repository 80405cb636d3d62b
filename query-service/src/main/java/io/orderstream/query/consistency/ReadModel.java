package io.orderstream.query.consistency;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelPointer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Where a read model is to be read. A rebuild or an operator can make another collection live at any moment; whoever asked
 * before then goes on reading the one they were told, which stays for a while. Thread-safe.
 */
public final class ReadModel {

    /** How long MongoDB may work on one query; a service's answer would come too late after this. */
    public static final Duration DEADLINE = Duration.ofSeconds(4);

    private static final long NOTHING_YET = -1;

    /** How old the knowledge of what is live may be; a replaced collection stays much longer. */
    private static final Duration KNOWN_FOR = Duration.ofMillis(100);

    private final Projection<?> projection;
    private final MongoOperations mongo;
    private final Duration patience;
    private volatile @Nullable Known known;

    ReadModel(Projection<?> projection, MongoOperations mongo, Duration patience) {
        this.projection = projection;
        this.mongo = mongo;
        this.patience = patience;
    }

    private record Known(Generation generation, CheckpointWatch watch, long at) {}

    /**
     * What is live now.
     *
     * @throws ReadModelBehindException if nothing is live yet that this version of the service can read
     */
    public Generation live() {
        return known().generation();
    }

    /**
     * What is live now, when it has reached the token; empty if it has not in the time that a read waits. What is then read
     * of it is at least as new as the token.
     */
    public Optional<Generation> reaching(ConsistencyToken token) {
        Known now = known();
        return now.watch().reaches(token) ? Optional.of(now.generation()) : Optional.empty();
    }

    /**
     * Waits as {@link #reaching} does.
     *
     * @throws ReadModelBehindException if the read model has not reached the token by then
     */
    public Generation await(ConsistencyToken token) {
        return reaching(token).orElseThrow(ReadModelBehindException::new);
    }

    private Known known() {
        Known before = known;
        long now = System.nanoTime();
        if (before != null && now - before.at() < KNOWN_FOR.toNanos()) {
            return before;
        }
        Generation generation = look();
        CheckpointWatch watch = before != null && before.generation().equals(generation)
                ? before.watch()
                : new CheckpointWatch(() -> position(generation), patience);
        Known after = new Known(generation, watch, now);
        known = after;
        return after;
    }

    private Generation look() {
        var pointer = mongo.findById(projection.name(), ReadModelPointer.class, ReadModelPointer.COLLECTION);
        if (pointer == null) {
            return Generation.first(projection, 1);
        }
        Generation readable = pointer.of(projection.version());
        if (readable == null) {
            throw new ReadModelBehindException();
        }
        return readable;
    }

    /** The log position up to which the generation shows everything; -1 if it shows nothing yet. */
    public long position(Generation generation) {
        List<String> ids = generation.checkpoints();
        var found = mongo.find(query(where("_id").in(ids)), Checkpoint.class, Checkpoint.COLLECTION);
        return found.size() < ids.size()
                ? NOTHING_YET
                : found.stream().mapToLong(Checkpoint::position).min().orElse(NOTHING_YET);
    }
}
