package io.orderstream.projector.order;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderIndexes;
import io.orderstream.readmodel.order.OrderProjection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderReadModel {

    @Bean
    ReadModelDefinition<OrderDocument> orders() {
        return new ReadModelDefinition<>(new OrderProjection(), ReadModelDefinition.indexes(OrderIndexes.ALL));
    }
}
