package io.orderstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.events.stored.OrderEvent;
import io.orderstream.projector.engine.PlainMongo;
import io.orderstream.projector.engine.ProjectionStatus;
import io.orderstream.projector.engine.Projections;
import io.orderstream.projector.relay.History;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.Shard;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.IndexField;

/** Every read model there is, filled by the projector. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadModelsIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ReportingCalendar CALENDAR = new ReportingCalendar(ZoneId.of("Europe/Berlin"));
    private static final List<Projection<?>> PROJECTIONS = List.of(
            new OrderProjection(),
            new HistoryProjection(),
            new CustomerProjection(),
            new SalesProjection(CALENDAR),
            new ProductProjection(CALENDAR),
            new FulfilmentWorkProjection(),
            new FulfilmentDurationsProjection(CALENDAR));

    private Backing backing;
    private ConfigurableApplicationContext projector;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        backing = new Backing(folder);
        projector = backing.projector("--orderstream.reporting.zone=" + CALENDAR.zone());
    }

    @AfterAll
    void stop() throws IOException {
        projector.close();
        backing.close();
    }

    @Test
    void each_document_is_byte_for_byte_what_a_fresh_fold_of_all_events_makes_also_after_the_event_store_was_away()
            throws IOException {
        Stream.of(1, 3, 2, 3).forEach(backing::order);
        backing.append(History.ofOneDelivered());
        awaitDone();
        assertAllEqualAFreshFold();

        backing.takeEventStoreAway();
        await().atMost(PATIENCE)
                .until(() -> projector.getBean(Projections.class).statuses().stream()
                        .filter(status -> status.live() != null)
                        .allMatch(status -> status.state() == SubscriptionState.RETRYING));
        backing.bringEventStoreBack();
        Stream.of(2, 3).forEach(backing::order);
        backing.append(History.ofOneCancelled());
        backing.append(History.ofOneImported());
        awaitDone();
        assertAllEqualAFreshFold();

        Set<Class<?>> kinds = backing.written().stream()
                .map(event -> event.event().getClass())
                .collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(Set.of(OrderEvent.class.getPermittedSubclasses()));
    }

    private void assertAllEqualAFreshFold() {
        MongoTemplate mongo = projector.getBean(MongoTemplate.class);
        for (Projection<?> projection : PROJECTIONS) {
            assertThat(PlainMongo.stored(mongo, projection.collection()))
                    .as(projection.name())
                    .isNotEmpty()
                    .isEqualTo(PlainMongo.folded(mongo, projection, Shard.WHOLE, backing.written()));
        }
    }

    @Test
    void the_projector_makes_the_indexes_that_reads_need() {
        Map<Projection<?>, List<List<String>>> wanted = Map.of(
                new OrderProjection(),
                OrderIndexes.ALL,
                new SalesProjection(CALENDAR),
                SalesProjection.INDEXES,
                new FulfilmentWorkProjection(),
                FulfilmentWorkProjection.INDEXES);
        MongoTemplate mongo = projector.getBean(MongoTemplate.class);

        wanted.forEach((projection, indexes) -> await().untilAsserted(
                        () -> assertThat(indexes(mongo, projection)).containsAll(indexes)));
    }

    private static List<List<String>> indexes(MongoTemplate mongo, Projection<?> projection) {
        return mongo.indexOps(projection.collection()).getIndexInfo().stream()
                .map(index ->
                        index.getIndexFields().stream().map(IndexField::getKey).toList())
                .toList();
    }

    @Test
    void the_projector_runs_exactly_these() {
        List<String> expected = Stream.concat(PROJECTIONS.stream().map(Projection::name), Stream.of("relay"))
                .sorted()
                .toList();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(projector.getBean(Projections.class).statuses())
                                .extracting(ProjectionStatus::name)
                                .containsExactlyInAnyOrderElementsOf(expected));
    }

    private void awaitDone() {
        Projections projections = projector.getBean(Projections.class);
        await().atMost(PATIENCE)
                .until(() -> projections.statuses().stream().allMatch(status -> status.position() >= backing.head()));
    }
}
