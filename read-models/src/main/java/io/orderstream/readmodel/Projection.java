package io.orderstream.readmodel;

import io.orderstream.events.stored.StoredEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a read model is made from events: two pure functions, without clock, database or log. Whoever runs a projection
 * loads the documents, keeps the order of events per document, and writes what {@link #fold} returns.
 *
 * @param <D> the documents of the read model
 */
public interface Projection<D extends ReadModelDocument> {

    /** The read model's name, in lower case. */
    String name();

    /** The version of its documents' shape and meaning; a new one is filled beside the old. */
    int version();

    Class<D> documentType();

    /** The ids of the documents that the event touches; empty if it touches none. */
    List<String> keys(StoredEvent event);

    /**
     * The document after the event. A document that is stored and loaded again must equal what it was before.
     *
     * @param key one of {@link #keys} of the event
     * @param current the document so far, whose position is below the event's; null if there is none
     * @return a document with the id {@code key} and the event's position
     * @throws OutOfSequenceException if events are missing between the document and this one
     */
    D fold(String key, @Nullable D current, StoredEvent event);

    /**
     * Whether each document belongs to one order, so that all its events are of that order. Where several orders share
     * a document, each shard of a read model keeps one of its own for its orders, and readers add up what they find
     * ({@link Generation#idsOf}); so its figures must be such as can be added.
     */
    default boolean perOrder() {
        return false;
    }

    /**
     * Whether each document is made of a single event. Such a document is neither looked for before it is written nor kept in
     * memory afterwards.
     */
    default boolean ofSingleEvents() {
        return false;
    }

    /**
     * The collection that holds the first {@linkplain Generation generation} of this version of the read model. Which one
     * is to be read, {@link ReadModelPointer} says.
     */
    default String collection() {
        return name() + "_v" + version();
    }
}
