package io.orderstream.projector.fulfilment;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsDocument;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkDocument;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.IndexDefinition;

@Configuration(proxyBeanMethods = false)
class FulfilmentReadModels {

    /** The orders that are worked on, which are few of all there ever were. */
    private static final List<IndexDefinition> WORK_INDEXES =
            List.of(new Index().on("open", Direction.ASC).on("placedAt", Direction.ASC));

    @Bean
    ReadModelDefinition<FulfilmentWorkDocument> fulfilmentWork() {
        return new ReadModelDefinition<>(new FulfilmentWorkProjection(), WORK_INDEXES);
    }

    @Bean
    ReadModelDefinition<FulfilmentDurationsDocument> fulfilmentDurations(ReportingCalendar calendar) {
        return new ReadModelDefinition<>(new FulfilmentDurationsProjection(calendar), List.of());
    }
}
