package io.orderstream.readmodel;

/**
 * How far a generation of a read model, or one of its shards, has come. It only ever grows while that lives.
 *
 * @param id one of its {@linkplain Generation#checkpoints checkpoints}
 * @param position the log position up to which every event is folded in
 */
public record Checkpoint(String id, long position) {

    /** The collection that holds the checkpoints of all read models. */
    public static final String COLLECTION = "checkpoints";
}
