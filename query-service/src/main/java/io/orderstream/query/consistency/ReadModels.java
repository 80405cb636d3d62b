package io.orderstream.query.consistency;

import io.orderstream.readmodel.Projection;
import org.springframework.stereotype.Component;

/** Finds read models; each needs to be looked for once, for all of its readers to share. */
@Component
public class ReadModels {

    private final CheckpointWatches watches;

    ReadModels(CheckpointWatches watches) {
        this.watches = watches;
    }

    /** The read model that this projection makes. */
    public ReadModel of(Projection<?> projection) {
        return new ReadModel(projection.collection(), watches.of(projection));
    }
}
