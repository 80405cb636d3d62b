package io.orderstream.query.consistency;

import java.time.Duration;

/** Where a read model is found, and how far it has come. */
public final class ReadModel {

    /** How long MongoDB may work on one query; a service's answer would come too late after this. */
    public static final Duration DEADLINE = Duration.ofSeconds(4);

    private final String collection;
    private final CheckpointWatch checkpoint;

    ReadModel(String collection, CheckpointWatch checkpoint) {
        this.collection = collection;
        this.checkpoint = checkpoint;
    }

    /** The collection that holds its documents. */
    public String collection() {
        return collection;
    }

    /** Waits as {@link CheckpointWatch#reaches} does. */
    public boolean reaches(ConsistencyToken token) {
        return checkpoint.reaches(token);
    }

    /** Waits as {@link CheckpointWatch#await} does. */
    public void await(ConsistencyToken token) {
        checkpoint.await(token);
    }
}
