package io.orderstream.projector.customer;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.customer.CustomerDocument;
import io.orderstream.readmodel.customer.CustomerProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Customers are read by id, so they need no further index. */
@Configuration(proxyBeanMethods = false)
class CustomerReadModel {

    @Bean
    ReadModelDefinition<CustomerDocument> customers() {
        return new ReadModelDefinition<>(new CustomerProjection(), List.of());
    }
}
