package io.orderstream.projector.sales;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sales are read by ranges of ids, so they need no further index. */
@Configuration(proxyBeanMethods = false)
class SalesReadModel {

    @Bean
    ReadModelDefinition<SalesDocument> sales(ReportingCalendar calendar) {
        return new ReadModelDefinition<>(new SalesProjection(calendar), List.of());
    }
}
