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

@Configuration(proxyBeanMethods = false)
class FulfilmentReadModels {

    @Bean
    ReadModelDefinition<FulfilmentWorkDocument> fulfilmentWork() {
        return new ReadModelDefinition<>(
                new FulfilmentWorkProjection(), ReadModelDefinition.indexes(FulfilmentWorkProjection.INDEXES));
    }

    @Bean
    ReadModelDefinition<FulfilmentDurationsDocument> fulfilmentDurations(ReportingCalendar calendar) {
        return new ReadModelDefinition<>(new FulfilmentDurationsProjection(calendar), List.of());
    }
}
