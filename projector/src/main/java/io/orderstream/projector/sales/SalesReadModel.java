package io.orderstream.projector.sales;

import io.orderstream.projector.engine.ProjectionRunner;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Sales are read by ranges of ids, so they need no further index. */
@Configuration(proxyBeanMethods = false)
class SalesReadModel {

    @Bean
    ProjectionRunner<SalesDocument> sales(ReportingCalendar calendar, MongoOperations mongo) {
        return new ProjectionRunner<>(new SalesProjection(calendar), List.of(), mongo);
    }
}
