package io.orderstream.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import io.orderstream.local.mongodb.SecondaryIndex.Walk;
import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalCollectionTests {

    private static final int ORDERS = 5_000;
    private static final Document NEWEST = new Document("placedAt", -1).append("_id", -1);

    private final MVStore store = new MVStore.Builder().open();
    private final LocalDatabase database = new LocalDatabase("shop", store, new CursorRegistry());
    private LocalCollection orders;

    @BeforeEach
    void givenOrdersInTenChannelsOfAThousandCustomers() {
        orders = (LocalCollection) database.openOrCreateCollection("orders", CollectionOptions.withDefaults());
        orders.addIndex(database.openOrCreateUniqueIndex("orders", "_id_", List.of(new IndexKey("_id", true)), false));
        index("placedAt", "_id");
        index("channel", "placedAt", "_id");
        index("customerId", "placedAt", "_id");
        index("total");
        for (int i = 0; i < ORDERS; i++) {
            orders.addDocument(new Document("_id", "o" + i)
                    .append("placedAt", (long) i)
                    .append("channel", "c" + i % 10)
                    .append("customerId", "u" + i % 1_000)
                    .append("total", i % 7));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFilteredListIsWalkedInItsOrder() {
        Walk walk = orders.walk(new Document("channel", "c3"), NEWEST);

        assertThat(walk.sorted()).isTrue();
        assertThat(walk.length()).isEqualTo(500);
        assertThat(first(3, walk)).containsExactly("o4993", "o4983", "o4973");
    }

    @Test
    void aListGoesOnWhereThePageBeforeEnded() {
        Document behind = new Document("channel", "c3").append("placedAt", new Document("$lte", 100L));

        Walk walk = orders.walk(behind, NEWEST);

        assertThat(walk.length()).isEqualTo(10);
        assertThat(first(2, walk)).containsExactly("o93", "o83");
    }

    @Test
    void aListWithoutFilterIsWalkedInItsOrder() {
        Walk walk = orders.walk(new Document(), NEWEST);

        assertThat(walk.length()).isEqualTo(ORDERS);
        assertThat(first(1, walk)).containsExactly("o4999");
    }

    @Test
    void ofTwoFiltersTheOneThatFindsLessIsWalked() {
        assertThat(orders.walk(new Document("channel", "c3").append("customerId", "u3"), NEWEST)
                        .length())
                .isEqualTo(5);
    }

    @Test
    void fewDocumentsAreSortedRatherThanManyWalkedInOrder() {
        Walk walk = orders.walk(new Document("customerId", "u3"), new Document("total", 1));

        assertThat(walk.length()).isEqualTo(5);
        assertThat(walk.sorted()).isFalse();
    }

    @Test
    void partsOfAConjunctionAreConditions() {
        Document both = new Document("$and", List.of(new Document("channel", "c3"), new Document("total", 3)));

        assertThat(orders.walk(both, NEWEST).length()).isEqualTo(500);
    }

    @Test
    void whatNoIndexServesIsLookedForEverywhere() {
        assertThat(orders.walk(new Document("note", "x"), new Document("note", 1)))
                .isNull();
        assertThat(orders.walk(new Document(), new Document())).isNull();
    }

    private void index(String... fields) {
        List<IndexKey> keys =
                Stream.of(fields).map(field -> new IndexKey(field, false)).toList();
        orders.addIndex(database.openOrCreateSecondaryIndex("orders", String.join("_", fields), keys, false));
    }

    private static List<Object> first(int few, Walk walk) {
        var positions = walk.positions();
        return Stream.generate(positions::next).limit(few).toList();
    }
}
