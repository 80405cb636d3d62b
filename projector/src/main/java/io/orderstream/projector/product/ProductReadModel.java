package io.orderstream.projector.product;

import io.orderstream.projector.engine.ProjectionRunner;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.product.ProductDocument;
import io.orderstream.readmodel.product.ProductProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Products are read by ranges of ids, so they need no further index. */
@Configuration(proxyBeanMethods = false)
class ProductReadModel {

    @Bean
    ProjectionRunner<ProductDocument> products(ReportingCalendar calendar, MongoOperations mongo) {
        return new ProjectionRunner<>(new ProductProjection(calendar), List.of(), mongo);
    }
}
