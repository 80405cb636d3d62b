package io.orderstream.projector.history;

import io.orderstream.projector.engine.ProjectionRunner;
import io.orderstream.readmodel.history.HistoryDocument;
import io.orderstream.readmodel.history.HistoryProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Histories are read by id, so they need no further index. */
@Configuration(proxyBeanMethods = false)
class HistoryReadModel {

    @Bean
    ProjectionRunner<HistoryDocument> history(MongoOperations mongo) {
        return new ProjectionRunner<>(new HistoryProjection(), List.of(), mongo);
    }
}
