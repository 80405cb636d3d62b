package io.orderstream.projector.order;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexDefinition;

@Configuration(proxyBeanMethods = false)
class OrderReadModel {

    /** One index for each way the read API lists orders: newest first, of a customer, or in a lifecycle. */
    private static final List<IndexDefinition> INDEXES = List.of(
            new Index().on("placedAt", Direction.DESC).on("_id", Direction.DESC),
            new Index()
                    .on("customerId", Direction.ASC)
                    .on("placedAt", Direction.DESC)
                    .on("_id", Direction.DESC),
            new Index()
                    .on("lifecycle", Direction.ASC)
                    .on("placedAt", Direction.DESC)
                    .on("_id", Direction.DESC),
            new Index().on("number", Direction.ASC));

    @Bean
    ReadModelDefinition<OrderDocument> orders() {
        return new ReadModelDefinition<>(new OrderProjection(), INDEXES);
    }
}
