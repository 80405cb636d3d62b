package io.orderstream.projector.product;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.product.ProductDocument;
import io.orderstream.readmodel.product.ProductProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Products are read by ranges of ids, so they need no further index. */
@Configuration(proxyBeanMethods = false)
class ProductReadModel {

    @Bean
    ReadModelDefinition<ProductDocument> products(ReportingCalendar calendar) {
        return new ReadModelDefinition<>(new ProductProjection(calendar), List.of());
    }
}
