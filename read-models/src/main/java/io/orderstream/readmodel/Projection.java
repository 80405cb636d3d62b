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
     * The document after the event.
     *
     * @param key one of {@link #keys} of the event
     * @param current the document so far, whose position is below the event's; null if there is none
     * @return a document with the id {@code key} and the event's position
     * @throws OutOfSequenceException if events are missing between the document and this one
     */
    D fold(String key, @Nullable D current, StoredEvent event);

    /** The collection that holds this version of the read model, and its key among checkpoints. */
    default String collection() {
        return name() + "_v" + version();
    }
}
