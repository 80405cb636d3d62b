package io.orderstream.readmodel;

/**
 * A document that an event could not be applied to: that event and all later ones of the document wait, while the
 * checkpoint goes on. It is forgotten once they are folded in.
 *
 * @param id the checkpoint and the key
 * @param part the {@linkplain Checkpoint#id checkpoint} that goes on
 * @param key the document's key, as the projection calls it
 * @param position the log position of the first event that waits
 */
public record ParkedDocument(String id, String part, String key, long position) {

    /** The collection that holds what is parked of all read models. */
    public static final String COLLECTION = "parked";
}
