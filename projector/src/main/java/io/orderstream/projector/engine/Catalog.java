package io.orderstream.projector.engine;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.orderstream.readmodel.ReadModelPointer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/** The entries of all projections in MongoDB. Each change is one atomic write. Thread-safe. */
final class Catalog {

    private static final String COLLECTION = ReadModelPointer.COLLECTION;
    private static final int MAX_RACES = 10;

    private final MongoOperations mongo;

    Catalog(MongoOperations mongo) {
        this.mongo = mongo;
    }

    List<ProjectionEntry> all() {
        return mongo.findAll(ProjectionEntry.class, COLLECTION);
    }

    Optional<ProjectionEntry> find(String name) {
        return Optional.ofNullable(mongo.findById(name, ProjectionEntry.class, COLLECTION));
    }

    /** Enters a projection that is not known yet. */
    void add(ProjectionEntry entry) {
        try {
            mongo.insert(entry, COLLECTION);
        } catch (DuplicateKeyException added) {
            // Another projector was first, with the same entry.
        }
    }

    /**
     * Changes an entry, on top of whatever others changed meanwhile.
     *
     * @return the entry after the change; empty if there is none of this name
     * @throws ConflictException what the change throws
     */
    Optional<ProjectionEntry> change(String name, UnaryOperator<ProjectionEntry> change) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<ProjectionEntry> before = find(name);
            if (before.isEmpty()) {
                return before;
            }
            ProjectionEntry after = change.apply(before.get());
            if (after.equals(before.get()) || replace(after)) {
                return Optional.of(after);
            }
        }
        throw new ConflictException("others change " + name + " all the time");
    }

    /** Writes the entry if it is still of its revision. */
    boolean replace(ProjectionEntry entry) {
        Update update = new Update()
                .set("revision", entry.revision() + 1)
                .set("live", entry.live())
                .set("released", entry.released())
                .set("builds", entry.builds())
                .set("paused", entry.paused());
        set(update, "next", entry.next());
        set(update, "previous", entry.previous());
        set(update, "switchedAt", entry.switchedAt());
        set(update, "rebuildProblem", entry.rebuildProblem());
        set(update, "givenUp", entry.givenUp());
        return mongo.updateFirst(
                                query(where("_id")
                                        .is(entry.id())
                                        .and("revision")
                                        .is(entry.revision())),
                                update,
                                COLLECTION)
                        .getMatchedCount()
                == 1;
    }

    private static void set(Update update, String field, @Nullable Object value) {
        if (value == null) {
            update.unset(field);
        } else {
            update.set(field, value);
        }
    }
}
