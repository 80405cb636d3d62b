package io.orderstream.readmodel;

import java.util.List;

/**
 * One filling of a read model: a collection with checkpoints of its own. A rebuild makes another beside it.
 *
 * @param collection where its documents are
 * @param version the {@linkplain Projection#version version} of the projection that fills it
 * @param shards into how many shards it is divided; fixed, since the documents depend on it
 */
public record Generation(String collection, int version, int shards) {

    /** The one there is before anything was rebuilt. */
    public static Generation first(Projection<?> projection, int shards) {
        return new Generation(projection.collection(), projection.version(), shards);
    }

    /**
     * The ids of its checkpoints. The generation as a whole has come as far as the one that is farthest behind, and one
     * that is missing has come nowhere.
     */
    public List<String> checkpoints() {
        return Shard.of(shards).stream().map(shard -> shard.idOf(collection)).toList();
    }

    /**
     * The ids under which the document of a key may stand: one unless the read model is
     * {@linkplain Projection#perOrder not per order} and has several shards. What stands under several adds up.
     */
    public List<String> idsOf(String key, boolean perOrder) {
        return perOrder
                ? List.of(key)
                : Shard.of(shards).stream().map(shard -> shard.idOf(key)).toList();
    }
}
