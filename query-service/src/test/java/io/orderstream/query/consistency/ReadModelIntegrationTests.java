package io.orderstream.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import io.orderstream.local.mongodb.LocalMongo;
import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.ParkedDocument;
import io.orderstream.readmodel.ReadModelPointer;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.order.OrderProjection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadModelIntegrationTests {

    private static final OrderProjection ORDERS = new OrderProjection();
    private static final Generation FIRST = Generation.first(ORDERS, 1);
    private static final Generation REBUILT = new Generation("orders_rebuilt", ORDERS.version(), 2);
    private static final Generation OF_LATER_CODE = new Generation("orders_later", ORDERS.version() + 1, 1);
    private static final Generation OF_EARLIER_CODE = new Generation("orders_earlier", ORDERS.version() - 1, 1);

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private LocalMongo server;
    private MongoTemplate mongo;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = LocalMongo.start(folder, 0);
        mongo = new MongoTemplate(MongoClients.create(server.connectionString()), "test");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void nothing() {
        mongo.remove(new Query(), ReadModelPointer.COLLECTION);
        mongo.remove(new Query(), Checkpoint.COLLECTION);
        mongo.remove(new Query(), ParkedDocument.COLLECTION);
    }

    @Test
    void before_anything_was_projected_the_first_collection_is_read() {
        assertThat(orders().live()).isEqualTo(FIRST);
    }

    @Test
    void readers_follow_a_switch() {
        live(FIRST, null);
        ReadModel orders = orders();
        assertThat(orders.live()).isEqualTo(FIRST);

        live(REBUILT, FIRST);

        await().atMost(Duration.ofSeconds(5)).until(() -> orders.live().equals(REBUILT));
    }

    @Test
    void readers_of_the_version_before_go_on_with_what_was_live_before() {
        live(OF_LATER_CODE, FIRST);

        assertThat(orders().live()).isEqualTo(FIRST);
    }

    @Test
    void what_only_another_version_can_read_is_not_read() {
        live(OF_LATER_CODE, null);

        ReadModel orders = orders();

        assertThatThrownBy(orders::live).isInstanceOf(ReadModelBehindException.class);
    }

    @Test
    void what_was_taken_back_is_not_read_any_more() {
        live(OF_EARLIER_CODE, FIRST);

        ReadModel orders = orders();

        assertThatThrownBy(orders::live).isInstanceOf(ReadModelBehindException.class);
    }

    @Test
    void a_read_model_has_come_as_far_as_its_last_shard() {
        live(REBUILT, null);
        reached("orders_rebuilt@0", 9);
        reached("orders_rebuilt@1", 5);

        assertThat(orders(LONG).await(new ConsistencyToken(5))).isEqualTo(REBUILT);
        assertThat(orders().reaching(new ConsistencyToken(6))).isEmpty();
    }

    @Test
    void a_shard_that_has_not_begun_has_come_nowhere() {
        live(REBUILT, null);
        reached("orders_rebuilt@0", 9);

        assertThat(orders().reaching(new ConsistencyToken(0))).isEmpty();
    }

    @Test
    void a_reader_that_waits_follows_a_switch() {
        live(FIRST, null);
        reached("orders_rebuilt@0", 9);
        reached("orders_rebuilt@1", 9);
        ReadModel orders = orders(LONG);
        var reader = CompletableFuture.supplyAsync(() -> orders.await(new ConsistencyToken(9)));
        await().until(() -> orders.live().equals(FIRST) && !reader.isDone());

        live(REBUILT, FIRST);

        assertThat(reader).succeedsWithin(LONG).isEqualTo(REBUILT);
    }

    @Test
    void what_the_token_stands_for_is_not_shown_while_it_is_parked() {
        reached(FIRST.collection(), 9);
        parked("o1", 7);

        assertThat(orders(LONG).await(new ConsistencyToken(6))).isEqualTo(FIRST);
        assertThatThrownBy(() -> orders(LONG).await(new ConsistencyToken(7)))
                .isInstanceOf(ReadModelIncompleteException.class);
    }

    @Test
    void what_is_parked_concerns_its_own_document_only() {
        reached(FIRST.collection(), 9);
        parked("o1", 7);
        ReadModel orders = orders(LONG);

        assertThat(orders.await(new ConsistencyToken(9), "o2"::equals)).isEqualTo(FIRST);
        assertThatThrownBy(() -> orders.await(new ConsistencyToken(9), "o1"::equals))
                .isInstanceOf(ReadModelIncompleteException.class);
    }

    @Test
    void what_is_parked_of_a_collection_that_is_not_live_concerns_nobody() {
        live(REBUILT, FIRST);
        reached("orders_rebuilt@0", 9);
        reached("orders_rebuilt@1", 9);
        parked("o1", 7);

        assertThat(orders(LONG).await(new ConsistencyToken(9))).isEqualTo(REBUILT);
    }

    @Test
    void of_a_document_that_is_parked_in_several_shards_the_first_event_that_waits_counts() {
        live(REBUILT, null);
        reached("orders_rebuilt@0", 9);
        reached("orders_rebuilt@1", 9);
        parked("orders_rebuilt@0", "o1", 8);
        parked("orders_rebuilt@1", "o1", 6);

        assertThat(orders(LONG).progress().parked()).containsExactly(Map.entry("o1", 6L));
    }

    @Test
    void all_readers_of_a_read_model_share_it() {
        var readModels = new ReadModels(mongo, new ConsistencyProperties(SHORT));

        assertThat(readModels.of(new OrderProjection()))
                .isSameAs(readModels.of(new OrderProjection()))
                .isNotSameAs(readModels.of(new CustomerProjection()));
    }

    private void parked(String key, long position) {
        parked(FIRST.collection(), key, position);
    }

    private void parked(String part, String key, long position) {
        mongo.save(new ParkedDocument(part + "/" + key, part, key, position), ParkedDocument.COLLECTION);
    }

    private ReadModel orders() {
        return orders(SHORT);
    }

    private ReadModel orders(Duration patience) {
        return new ReadModel(ORDERS, mongo, patience);
    }

    private void live(Generation live, @Nullable Generation previous) {
        mongo.save(new ReadModelPointer(ORDERS.name(), live, previous), ReadModelPointer.COLLECTION);
    }

    private void reached(String id, long position) {
        mongo.save(new Checkpoint(id, position), Checkpoint.COLLECTION);
    }
}
