package io.orderstream.projector.order;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderIndexes;
import io.orderstream.readmodel.order.OrderProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexDefinition;

@Configuration(proxyBeanMethods = false)
class OrderReadModel {

    private static final List<IndexDefinition> INDEXES =
            OrderIndexes.ALL.stream().map(OrderReadModel::index).toList();

    private static IndexDefinition index(List<String> fields) {
        Index index = new Index();
        fields.forEach(field -> index.on(field, Direction.DESC));
        return index;
    }

    @Bean
    ReadModelDefinition<OrderDocument> orders() {
        return new ReadModelDefinition<>(new OrderProjection(), INDEXES);
    }
}
