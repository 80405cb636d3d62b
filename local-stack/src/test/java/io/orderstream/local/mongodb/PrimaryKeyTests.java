package io.orderstream.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrimaryKeyTests {

    private final MVStore store = new MVStore.Builder().open();
    private Index<Object> index;

    @BeforeEach
    void givenTwoDocuments() {
        index = new LocalDatabase("test", store, new CursorRegistry())
                .openOrCreateUniqueIndex("orders", "_id_", List.of(new IndexKey("_id", true)), false);
        index.add(new Document("_id", "a").append("position", 1L), 10L, null);
        index.add(new Document("_id", "b").append("position", 2L), 20L, null);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aQueryByIdAndMoreLooksAtNoOtherDocument() {
        Document query = new Document("_id", "b").append("position", 1L);

        assertThat(index.canHandle(query)).isTrue();
        assertThat(index.getPositions(query)).containsExactly(20L);
    }

    @Test
    void aQueryBySomethingElseIsNotForIt() {
        assertThat(index.canHandle(new Document("position", 1L))).isFalse();
        assertThat(index.canHandle(new Document())).isFalse();
    }

    @Test
    void otherIndexesAreLeftAsTheyAre() {
        Index<Object> other = new LocalDatabase("test", store, new CursorRegistry())
                .openOrCreateUniqueIndex("orders", "number_1", List.of(new IndexKey("number", true)), false);

        assertThat(other.canHandle(new Document("number", 1L))).isTrue();
        assertThat(other.canHandle(new Document("number", 1L).append("_id", "a")))
                .isFalse();
    }
}
