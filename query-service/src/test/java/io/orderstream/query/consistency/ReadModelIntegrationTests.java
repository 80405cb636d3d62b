package io.orderstream.query.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import io.orderstream.local.backing.LocalMongo;
import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.ReadModelPointer;
import io.orderstream.readmodel.order.OrderProjection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

        assertThat(orders(LONG).reaching(new ConsistencyToken(5))).contains(REBUILT);
        assertThat(orders().reaching(new ConsistencyToken(6))).isEmpty();
    }

    @Test
    void a_shard_that_has_not_begun_has_come_nowhere() {
        live(REBUILT, null);
        reached("orders_rebuilt@0", 9);

        assertThat(orders().reaching(new ConsistencyToken(0))).isEmpty();
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
