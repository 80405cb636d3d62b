package io.orderstream.projector.engine;

import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.List;
import org.springframework.data.mongodb.core.index.IndexDefinition;

/**
 * A read model as the engine is to keep it. Each bean of this type is kept up to date while the projector runs.
 *
 * @param indexes of its collection, made before the first document
 * @param <D> its documents
 */
public record ReadModelDefinition<D extends ReadModelDocument>(
        Projection<D> projection, List<IndexDefinition> indexes) {

    public ReadModelDefinition {
        indexes = List.copyOf(indexes);
    }
}
