package io.orderstream.projector.engine;

import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Shard;
import java.util.List;

/** One shard of a generation of a read model: what is owned, projected and checkpointed by itself. */
record Part(Generation generation, Shard shard) {

    static List<Part> of(Generation generation) {
        return Shard.of(generation.shards()).stream()
                .map(shard -> new Part(generation, shard))
                .toList();
    }

    /** The id of its checkpoint and of its lease. */
    String id() {
        return shard.idOf(generation.collection());
    }
}
