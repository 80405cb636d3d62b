package io.orderstream.query.consistency;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.ParkedDocument;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelPointer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    private static final Duration KNOWN_FOR_WHILE_LOOKING = Duration.ofSeconds(1);

    private final Projection<?> projection;
    private final MongoOperations mongo;
    private final CheckpointWatch watch;
    private final Knowledge<Generation> live;

    ReadModel(Projection<?> projection, MongoOperations mongo, Duration patience) {
        this.projection = projection;
        this.mongo = mongo;
        this.live = new Knowledge<>(this::lookUp, KNOWN_FOR, KNOWN_FOR_WHILE_LOOKING);
        this.watch = new CheckpointWatch(this::progress, patience);
    }

    /**
     * What is live now.
     *
     * @throws ReadModelBehindException if nothing is live yet that this version of the service can read
     */
    public Generation live() {
        return live.get();
    }

    /**
     * How far it is once it has reached the token; empty if it has not in the time that a read waits. What is live may have
     * changed meanwhile.
     */
    public Optional<Progress> reaching(ConsistencyToken token) {
        return watch.reaching(token);
    }

    /**
     * Waits as {@link #reaching} does. What is read of the generation then is at least as new as the token.
     *
     * @throws ReadModelBehindException if the read model has not reached the token by then
     * @throws ReadModelIncompleteException if anything that the token stands for is parked
     */
    public Generation await(ConsistencyToken token) {
        return token.equals(ConsistencyToken.NONE) ? live() : reach(token).showing(token);
    }

    /** Waits as {@link #await(ConsistencyToken)} does, for the documents of these keys only. */
    public Generation await(ConsistencyToken token, Predicate<String> keys) {
        return token.equals(ConsistencyToken.NONE) ? live() : reach(token).showing(token, keys);
    }

    /**
     * Waits as {@link #reaching} does.
     *
     * @throws ReadModelBehindException if the read model has not reached the token by then
     */
    public Progress reach(ConsistencyToken token) {
        return reaching(token).orElseThrow(ReadModelBehindException::new);
    }

    /** How far it is now. What is parked is looked at last, since it is parked before the checkpoint goes on. */
    public Progress progress() {
        Generation generation = live();
        long position = position(generation);
        return new Progress(generation, position, parked(generation));
    }

    private Generation lookUp() {
        var byName = query(where("_id").is(projection.name())).maxTime(DEADLINE);
        var pointer = mongo.findOne(byName, ReadModelPointer.class, ReadModelPointer.COLLECTION);
        if (pointer == null) {
            return Generation.first(projection, 1);
        }
        Generation readable = pointer.of(projection.version());
        if (readable == null) {
            throw new ReadModelBehindException();
        }
        return readable;
    }

    private long position(Generation generation) {
        List<String> ids = generation.checkpoints();
        var found = mongo.find(query(where("_id").in(ids)).maxTime(DEADLINE), Checkpoint.class, Checkpoint.COLLECTION);
        return found.size() < ids.size()
                ? NOTHING_YET
                : found.stream().mapToLong(Checkpoint::position).min().orElse(NOTHING_YET);
    }

    /** Where a document is parked in several shards, the first event that it does not show counts. */
    private Map<String, Long> parked(Generation generation) {
        var ofParts = query(where("part").in(generation.checkpoints())).maxTime(DEADLINE);
        ofParts.fields().include("part", "key", "position");
        return mongo.find(ofParts, ParkedDocument.class, ParkedDocument.COLLECTION).stream()
                .collect(Collectors.toMap(ParkedDocument::key, ParkedDocument::position, Math::min));
    }
}
