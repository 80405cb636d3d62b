package io.orderstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.engine.ProjectionStatus;
import io.orderstream.projector.engine.Projections;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderIndexes;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.product.ProductProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.IndexField;

/** Every read model there is, filled by the projector. */
class ReadModelsIntegrationTests {

    private static final ReportingCalendar CALENDAR = new ReportingCalendar(ZoneId.of("Europe/Berlin"));
    private static final List<Projection<?>> PROJECTIONS = List.of(
            new OrderProjection(),
            new HistoryProjection(),
            new CustomerProjection(),
            new SalesProjection(CALENDAR),
            new ProductProjection(CALENDAR),
            new FulfilmentWorkProjection(),
            new FulfilmentDurationsProjection(CALENDAR));

    @Test
    void each_document_is_byte_for_byte_what_a_fresh_fold_of_all_events_makes(@TempDir Path folder) throws IOException {
        try (Backing backing = new Backing(folder)) {
            Stream.of(1, 3, 2, 3).forEach(backing::order);
            try (ConfigurableApplicationContext projector = projector(backing)) {
                awaitDone(projector, backing);
                Stream.of(2, 3).forEach(backing::order);
                awaitDone(projector, backing);

                MongoTemplate mongo = projector.getBean(MongoTemplate.class);
                for (Projection<?> projection : PROJECTIONS) {
                    assertThat(stored(mongo, projection))
                            .as(projection.name())
                            .isEqualTo(folded(mongo, projection, backing.written()));
                }
            }
        }
    }

    @Test
    void the_projector_makes_the_indexes_that_reads_need(@TempDir Path folder) throws IOException {
        Map<Projection<?>, List<List<String>>> wanted = Map.of(
                new OrderProjection(),
                OrderIndexes.ALL,
                new SalesProjection(CALENDAR),
                SalesProjection.INDEXES,
                new FulfilmentWorkProjection(),
                FulfilmentWorkProjection.INDEXES);
        try (Backing backing = new Backing(folder);
                ConfigurableApplicationContext projector = projector(backing)) {
            MongoTemplate mongo = projector.getBean(MongoTemplate.class);

            wanted.forEach((projection, indexes) -> await().untilAsserted(
                            () -> assertThat(indexes(mongo, projection)).containsAll(indexes)));
        }
    }

    private static List<List<String>> indexes(MongoTemplate mongo, Projection<?> projection) {
        return mongo.indexOps(projection.collection()).getIndexInfo().stream()
                .map(index ->
                        index.getIndexFields().stream().map(IndexField::getKey).toList())
                .toList();
    }

    @Test
    void the_projector_runs_exactly_these(@TempDir Path folder) throws IOException {
        try (Backing backing = new Backing(folder);
                ConfigurableApplicationContext projector = projector(backing)) {
            List<String> expected = Stream.concat(PROJECTIONS.stream().map(Projection::name), Stream.of("relay"))
                    .sorted()
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    projector.getBean(Projections.class).statuses())
                            .extracting(ProjectionStatus::name)
                            .containsExactlyInAnyOrderElementsOf(expected));
        }
    }

    private static ConfigurableApplicationContext projector(Backing backing) {
        return backing.projector("--orderstream.reporting.zone=" + CALENDAR.zone());
    }

    private static void awaitDone(ConfigurableApplicationContext projector, Backing backing) {
        Projections projections = projector.getBean(Projections.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> projections.statuses().stream().allMatch(status -> status.position() >= backing.head()));
    }

    private static Map<Object, String> stored(MongoTemplate mongo, Projection<?> projection) {
        return mongo.findAll(Document.class, projection.collection()).stream()
                .collect(Collectors.toMap(document -> document.get("_id"), Document::toJson));
    }

    private static <D extends ReadModelDocument> Map<Object, String> folded(
            MongoTemplate mongo, Projection<D> projection, List<StoredEvent> events) {
        Map<String, D> documents = new HashMap<>();
        for (StoredEvent event : events) {
            for (String key : projection.keys(event)) {
                documents.compute(key, (id, current) -> projection.fold(id, current, event));
            }
        }
        return documents.values().stream().collect(Collectors.toMap(ReadModelDocument::id, folded -> {
            Document document = new Document();
            mongo.getConverter().write(folded, document);
            return document.toJson();
        }));
    }
}
