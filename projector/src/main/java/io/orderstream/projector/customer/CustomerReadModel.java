package io.orderstream.projector.customer;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.customer.CustomerDocument;
import io.orderstream.readmodel.customer.CustomerProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexDefinition;

@Configuration(proxyBeanMethods = false)
class CustomerReadModel {

    /** All documents that stand for a customer. */
    private static final List<IndexDefinition> INDEXES = List.of(new Index().on("customerId", Direction.ASC));

    @Bean
    ReadModelDefinition<CustomerDocument> customers() {
        return new ReadModelDefinition<>(new CustomerProjection(), INDEXES);
    }
}
