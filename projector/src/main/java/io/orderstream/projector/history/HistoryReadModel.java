package io.orderstream.projector.history;

import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.history.HistoryDocument;
import io.orderstream.readmodel.history.HistoryProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Histories are read by id, so they need no further index. */
@Configuration(proxyBeanMethods = false)
class HistoryReadModel {

    @Bean
    ReadModelDefinition<HistoryDocument> history() {
        return new ReadModelDefinition<>(new HistoryProjection(), List.of());
    }
}
