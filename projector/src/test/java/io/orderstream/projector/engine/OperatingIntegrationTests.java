package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.Backing;
import io.orderstream.projector.engine.Fussy.FussyDocument;
import io.orderstream.projector.engine.ProjectionStatus.ShardStatus;
import io.orderstream.projector.engine.Tally.TallyDocument;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.Shard;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * What engineers do to projections while they run: one projector, and a second one where it says so. The log only grows, and
 * the projector goes on from test to test unless one stops it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatingIntegrationTests {

    private static final int SHARDS = 3;
    private static final Tally TALLY = new Tally("tally");
    private static final SalesProjection SALES = new SalesProjection(new ReportingCalendar(ZoneId.of("UTC")));
    private static final String LONG_LEASE = "--orderstream.projections.lease-time=10m";

    private Backing backing;
    private @Nullable ConfigurableApplicationContext projector;
    private Projections projections;
    private PlainMongo mongo;

    /** More read models than the projector has. */
    static class MoreReadModels {

        @Bean
        ReadModelDefinition<TallyDocument> tally() {
            return new ReadModelDefinition<>(TALLY, List.of());
        }

        @Bean
        Fussy fussyProjection() {
            return new Fussy();
        }

        @Bean
        ReadModelDefinition<FussyDocument> fussy(Fussy projection) {
            return new ReadModelDefinition<>(projection, List.of());
        }
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        backing = new Backing(folder);
        mongo = new PlainMongo(backing.mongoUri());
    }

    @AfterAll
    void shut() throws IOException {
        projector.close();
        mongo.close();
        backing.close();
    }

    @BeforeEach
    void start() {
        if (projector == null || !projector.isActive()) {
            projector = another();
            projections = projector.getBean(Projections.class);
        }
        backing.order(3);
        awaitDone();
    }

    @Test
    void shards_add_up_to_the_whole() {
        backing.order(3);
        backing.order(2);
        awaitDone();

        assertShardsAreExact();
    }

    @Test
    void projectors_share_the_shards_and_whoever_leaves_is_replaced() {
        try (ConfigurableApplicationContext second = another()) {
            until(() -> Stream.of("orders", "tally", "sales")
                    .allMatch(name -> owners(name).stream().distinct().count() == 2));
            for (int i = 0; i < 20; i++) {
                backing.order(3);
            }
            awaitDone();
            assertShardsAreExact();
            assertThat(second.getBean(Projections.class).statuses()).hasSameSizeAs(projections.statuses());
        }
        until(() -> owners("orders").stream().distinct().count() == 1);
        backing.order(3);
        awaitDone();

        assertShardsAreExact();
    }

    @Test
    void a_projector_that_stops_gives_back_what_it_owns_and_nobody_waits_until_its_leases_expire() {
        projector.close();
        projector = another(LONG_LEASE);
        projections = projector.getBean(Projections.class);
        until(() -> owners("orders").stream().allMatch(Objects::nonNull));
        String first = owners("orders").getFirst();
        try (ConfigurableApplicationContext second = another(LONG_LEASE)) {
            projector.close();

            assertThat(new Leases(mongo.operations()).all().values())
                    .extracting(Lease::owner)
                    .doesNotContain(first);
            projections = second.getBean(Projections.class);
            backing.order(3);
            until(() -> {
                second.getBean(Ownership.class).hurry();
                return isDone();
            });
            assertShardsAreExact();
        }
    }

    @Test
    void a_projector_that_died_with_its_leases_is_replaced_when_it_has_not_beaten_for_the_lease_time() {
        projector.close();
        Member dead = new Member("dead", 1, List.of(), List.of(), Map.of());
        mongo.operations().save(dead, "projectors");
        Leases leases = new Leases(mongo.operations());
        leases.all()
                .forEach((id, lease) ->
                        assertThat(leases.take(id, lease, "dead")).isPresent());
        backing.order(3);

        projector = another();
        projections = projector.getBean(Projections.class);
        awaitDone();

        assertThat(leases.all().values()).extracting(Lease::owner).doesNotContain("dead");
        assertShardsAreExact();
    }

    @Test
    void every_shard_reaches_the_position_of_an_event_that_only_one_of_them_has() {
        backing.order(1);

        until(() -> projections.statuses().stream()
                .filter(status -> status.live() != null)
                .flatMap(status -> status.live().shards().stream())
                .allMatch(shard -> shard.position() == backing.head()));
    }

    @Test
    void a_paused_projection_waits_and_the_others_go_on() {
        projections.pause("tally");
        until(() -> state("tally") == SubscriptionState.PAUSED);

        backing.order(2);
        until(() -> status("orders").position() >= backing.head());

        until(() -> status("tally").lag().events() == 2);
        assertThat(status("tally").lag().seconds()).isPositive();
        assertThat(status("orders").lag().events()).isZero();
        projections.resume("tally");
        awaitDone();
        until(() -> status("tally").lag().equals(Lag.NONE));
    }

    @Test
    void a_rebuild_goes_live_with_the_same_documents_and_can_be_taken_back_and_released() {
        Generation before = live("orders");

        projections.rebuild("orders", 2);
        backing.order(3);
        until(() -> !live("orders").equals(before));

        Generation after = live("orders");
        assertThat(after.shards()).isEqualTo(2);
        awaitDone();
        assertFresh(new OrderProjection());
        projections.back("orders");
        assertThat(live("orders")).isEqualTo(before);
        awaitDone();
        assertFresh(new OrderProjection());
        projections.release("orders");
        until(() -> !mongo.operations().collectionExists(after.collection()));
        assertThat(status("orders").previous()).isNull();
    }

    @Test
    void live_read_models_show_what_happens_while_a_rebuild_takes_its_time() {
        projector.close();
        for (int i = 0; i < 10; i++) {
            backing.order(3);
        }
        try (ConfigurableApplicationContext slow =
                another("--orderstream.projections.rebuild-rate=1", "--orderstream.eventstore.max-batch=25")) {
            projections = slow.getBean(Projections.class);
            awaitDone();
            Generation before = live("tally");
            projections.rebuild("tally", null);
            until(() -> status("tally").rebuild().position() >= 0);

            for (int i = 0; i < 25; i++) {
                backing.order(3);
            }
            awaitDone();

            assertThat(live("tally")).isEqualTo(before);
            assertThat(merged("all")).isEqualTo(backing.written().size());
            assertThat(status("tally").rebuild().position()).isLessThan(backing.head());
            String unfinished = status("tally").rebuild().collection();
            projections.release("tally");
            until(() -> !mongo.operations().collectionExists(unfinished));
        }
    }

    @Test
    void a_rebuild_that_differs_does_not_go_live_by_itself() {
        Generation before = live("tally");
        backing.order(1);
        awaitDone();
        mongo.operations().getCollection(before.collection()).insertOne(new org.bson.Document("_id", "stray@0"));

        projections.rebuild("tally", null);
        until(() -> status("tally").rebuildProblem() != null);

        assertThat(live("tally")).isEqualTo(before);
        assertThatThrownBy(() -> projections.rebuild("tally", null)).isInstanceOf(ConflictException.class);
        mongo.operations().getCollection(before.collection()).deleteOne(new org.bson.Document("_id", "stray@0"));
        until(() -> !live("tally").equals(before));
        projections.release("tally");
        until(() -> !mongo.operations().collectionExists(before.collection()));
    }

    @Test
    void what_cannot_be_applied_waits_in_order_while_others_go_on_until_it_is_retried() {
        Fussy fussy = projector.getBean(Fussy.class);
        String order = backing.order(1);
        fussy.disliked.add(order);
        backing.append(order, 1);
        backing.append(order, 2);
        String other = backing.order(3);
        awaitDone();

        ParkedPage.Item item = parked().getFirst();
        Parked parked = item.document();
        assertThat(parked.key()).isEqualTo(order);
        assertThat(parked.reason()).contains("no taste");
        assertThat(item.waiting()).isEqualTo(2);
        assertThat(revisions(order)).containsExactly(0L);
        assertThat(revisions(other)).containsExactly(0L, 1L, 2L);
        assertThat(status("fussy").parked()).isEqualTo(1);
        projections.retry("fussy", order);
        until(() -> parked().getFirst().document().retries() == 1);
        fussy.disliked.clear();
        projections.retry("fussy", order);
        until(() -> parked().isEmpty());
        assertThat(revisions(order)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void metrics_and_readiness_say_how_it_is() {
        MeterRegistry meters = projector.getBean(MeterRegistry.class);
        ProjectionWatch watch = projector.getBean(ProjectionWatch.class);

        until(() -> watch.health().getStatus().equals(Status.UP));
        until(() -> meters.get("orderstream.projection.position")
                        .tag("projection", "orders")
                        .gauge()
                        .value()
                >= backing.head());
        assertThat(meters.get("orderstream.projection.write").timers()).isNotEmpty();
        projections.pause("orders");
        until(() -> state("orders") == SubscriptionState.PAUSED);
        backing.order(1);
        until(() -> watch.health().getStatus().equals(Status.DOWN));
        projections.resume("orders");
        until(() -> watch.health().getStatus().equals(Status.UP));
    }

    @Test
    void the_database_may_go_away_and_come_back() throws IOException {
        backing.takeMongoAway();
        backing.order(3);
        until(() -> projector.getBean(Ownership.class).statuses().stream()
                .anyMatch(status -> status.state() == SubscriptionState.RETRYING));
        backing.bringMongoBack();
        backing.order(3);
        awaitDone();

        assertFresh(new OrderProjection());
        assertThat(merged("all")).isEqualTo(backing.written().size());
    }

    @Test
    void the_admin_api_shows_what_there_is_and_refuses_what_does_not_fit() throws Exception {
        until(() -> request("GET", "").body().contains("\"foldMillis\":{\"mean\":"));
        assertThat(request("GET", "").body())
                .contains("\"name\":\"orders\"", "\"name\":\"sales\"", "\"name\":\"relay\"", "\"lag\":")
                .contains("\"batchEvents\":{\"mean\":", "\"writeMillis\":{\"mean\":");
        assertThat(request("POST", "/nothing/pause").statusCode()).isEqualTo(404);
        assertThat(request("POST", "/sales/rebuild").statusCode()).isEqualTo(202);
        assertThat(request("POST", "/tally/back").statusCode()).isEqualTo(409);
        assertThat(request("POST", "/tally/rebuild?shards=0").statusCode()).isEqualTo(400);
        assertThat(request("GET", "/fussy/parked?limit=0").statusCode()).isEqualTo(400);
        assertThat(request("GET", "/fussy/parked?cursor=none").statusCode()).isEqualTo(400);
        assertThat(request("GET", "/fussy/parked").body()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(request("POST", "/fussy/parked/a%2Fb/retry"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(404))
                .satisfies(answer -> assertThat(answer.body()).contains("fussy/parked/a/b"));
    }

    private HttpResponse<String> request(String method, String path) throws Exception {
        String base = "http://localhost:" + projector.getEnvironment().getProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(base + "/v1/projections" + path))
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private ConfigurableApplicationContext another(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "--orderstream.projections.shards=" + SHARDS,
                "--orderstream.projections.max-lag=2s",
                "--orderstream.projections.keep-replaced=0s"));
        all.addAll(List.of(settings));
        return backing.projector(List.of(MoreReadModels.class), all.toArray(String[]::new));
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(45)).ignoreExceptions().until(condition);
    }

    private void awaitDone() {
        until(this::isDone);
    }

    private boolean isDone() {
        return projections.statuses().stream().allMatch(status -> status.position() >= backing.head());
    }

    private ProjectionStatus status(String name) {
        return projections.statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private SubscriptionState state(String name) {
        return status(name).state();
    }

    private List<String> owners(String name) {
        return status(name).live().shards().stream().map(ShardStatus::owner).toList();
    }

    private Generation live(String name) {
        return new Catalog(mongo.operations()).find(name).orElseThrow().live();
    }

    private void assertFresh(Projection<?> projection) {
        List<StoredEvent> all = backing.written();
        assertThat(PlainMongo.stored(mongo.operations(), live(projection.name()).collection()))
                .isEqualTo(PlainMongo.folded(mongo.operations(), projection, Shard.WHOLE, all));
    }

    /** What each shard holds, to the byte; and together they hold what a single one would. */
    private void assertShardsAreExact() {
        List<StoredEvent> all = backing.written();
        for (Projection<?> shared : List.of(TALLY, SALES)) {
            Map<String, Object> expected = new HashMap<>();
            Shard.of(SHARDS)
                    .forEach(shard -> expected.putAll(PlainMongo.folded(mongo.operations(), shared, shard, all)));
            assertThat(PlainMongo.stored(mongo.operations(), live(shared.name()).collection()))
                    .as(shared.name())
                    .isEqualTo(expected);
        }
        assertThat(merged("all")).isEqualTo(all.size());
        assertThat(mergedSales()).isEqualTo(wholeSales(all));
        assertFresh(new OrderProjection());
    }

    private Map<String, Figures> mergedSales() {
        Generation live = live("sales");
        return mongo.operations().findAll(SalesDocument.class, live.collection()).stream()
                .collect(Collectors.toMap(
                        document -> Shard.of(live.shards()).getFirst().keyOf(document.id()),
                        SalesDocument::total,
                        Figures::plus));
    }

    private static Map<String, Figures> wholeSales(List<StoredEvent> all) {
        Map<String, SalesDocument> documents = new HashMap<>();
        for (StoredEvent event : all) {
            SALES.keys(event).forEach(key -> documents.compute(key, (id, current) -> SALES.fold(id, current, event)));
        }
        return documents.values().stream().collect(Collectors.toMap(SalesDocument::id, SalesDocument::total));
    }

    private long merged(String key) {
        return live("tally").idsOf(key, false).stream()
                .map(id -> PlainMongo.stored(mongo.operations(), live("tally").collection())
                        .get(id))
                .mapToLong(document ->
                        document == null ? 0 : document.getInt64("events").getValue())
                .sum();
    }

    private List<ParkedPage.Item> parked() {
        return projections.parked("fussy", null, 50).orElseThrow().items();
    }

    private List<Long> revisions(String order) {
        return mongo.operations()
                .findById(order, FussyDocument.class, live("fussy").collection())
                .revisions();
    }
}
