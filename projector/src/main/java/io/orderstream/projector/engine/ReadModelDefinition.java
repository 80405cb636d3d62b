package io.orderstream.projector.engine;

import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.List;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
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

    /** Indexes by their fields, all of them descending, which serves both directions. */
    public static List<IndexDefinition> indexes(List<List<String>> fields) {
        return fields.stream().map(ReadModelDefinition::index).toList();
    }

    private static IndexDefinition index(List<String> fields) {
        Index index = new Index();
        fields.forEach(field -> index.on(field, Direction.DESC));
        return index;
    }
}
