package io.orderstream.projector.sales;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;

/** Sales are read by ranges of ids, and live updates by what changed last. */
@Configuration(proxyBeanMethods = false)
class SalesReadModel {

    @Bean
    ReadModelDefinition<SalesDocument> sales(ReportingCalendar calendar) {
        return new ReadModelDefinition<>(
                new SalesProjection(calendar), List.of(new Index().on("position", Direction.ASC)));
    }
}
