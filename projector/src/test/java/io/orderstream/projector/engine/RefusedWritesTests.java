package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import io.orderstream.projector.engine.DocumentStore.Change;
import io.orderstream.projector.engine.DocumentStore.Written;
import io.orderstream.projector.engine.Tally.TallyDocument;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Shard;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoOperations;

/** Which failures of a write are a document's own. No server is needed: what it would answer is given. */
class RefusedWritesTests {

    private static final Tally TALLY = new Tally("refused");

    private final PlainMongo mongo = new PlainMongo("mongodb://localhost:1");

    @AfterEach
    void close() {
        mongo.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 121, 10334})
    void a_document_that_the_database_never_takes_is_refused_alone(int code) {
        Written written = store(code).write(changes());

        assertThat(written.refused()).containsOnlyKeys("second");
        assertThat(written.lost()).isEqualTo(Set.of("first"));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 64, 91, 189, 262, 10107, 11602, 13435, 14031, 16500})
    void trouble_of_the_database_refuses_no_document(int code) {
        assertThatThrownBy(() -> store(code).write(changes())).isInstanceOf(MongoBulkWriteException.class);
    }

    @Test
    void a_lost_race_refuses_no_document() {
        Written written = store(11000).write(changes());

        assertThat(written.refused()).isEmpty();
        assertThat(written.lost()).isEqualTo(Set.of("first", "second"));
    }

    private static List<Change<TallyDocument>> changes() {
        return List.of(
                new Change<>(null, new TallyDocument("first", 1, 1, 1)),
                new Change<>(null, new TallyDocument("second", 2, 1, 1)));
    }

    /** Every bulk write fails at its second document. */
    private DocumentStore<TallyDocument> store(int code) {
        Object documents = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, arguments) -> {
                    throw new MongoBulkWriteException(
                            BulkWriteResult.unacknowledged(),
                            List.of(new BulkWriteError(code, "refused", new BsonDocument(), 1)),
                            null,
                            new ServerAddress(),
                            Set.of());
                });
        MongoOperations operations = (MongoOperations) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MongoOperations.class},
                (proxy, method, arguments) -> method.getName().equals("getCollection")
                        ? documents
                        : method.invoke(mongo.operations(), arguments));
        return new DocumentStore<>(operations, TALLY, Generation.first(TALLY, 1), Shard.WHOLE, true);
    }
}
