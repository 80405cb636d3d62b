package io.orderstream.projector.sales;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SalesReadModel {

    @Bean
    ReadModelDefinition<SalesDocument> sales(ReportingCalendar calendar) {
        return new ReadModelDefinition<>(
                new SalesProjection(calendar), ReadModelDefinition.indexes(SalesProjection.INDEXES));
    }
}
