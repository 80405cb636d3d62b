package io.orderstream.readmodel;

/**
 * How far a read model has come. It only ever grows while the read model lives.
 *
 * @param id the read model's {@linkplain Projection#collection collection}
 * @param position the log position up to which every event is folded in
 */
public record Checkpoint(String id, long position) {

    /** The collection that holds the checkpoints of all read models. */
    public static final String COLLECTION = "checkpoints";
}
