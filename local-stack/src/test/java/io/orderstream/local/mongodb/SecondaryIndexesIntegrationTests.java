package io.orderstream.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two collections are given the same documents, and one of them indexes: whatever is asked, they answer the same. */
class SecondaryIndexesIntegrationTests {

    private static final List<String> FIELDS = List.of("state", "number", "placedAt");
    private static final List<Bson> INDEXES = List.of(
            Indexes.descending("placedAt", "_id"),
            Indexes.descending("state", "placedAt", "_id"),
            Indexes.ascending("lines.sku", "placedAt"),
            Indexes.ascending("channel", "lines.sku"),
            Indexes.compoundIndex(Indexes.ascending("number"), Indexes.descending("placedAt")),
            Indexes.ascending("number"));

    @TempDir
    private Path directory;

    private LocalMongo mongo;
    private MongoClient client;
    private MongoCollection<Document> plain;
    private MongoCollection<Document> indexed;

    @BeforeEach
    void start() {
        mongo = LocalMongo.start(directory, 0);
        client = MongoClients.create(mongo.connectionString());
        MongoDatabase shop = client.getDatabase("shop");
        plain = shop.getCollection("plain");
        indexed = shop.getCollection("indexed");
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void documentsThatComeAndGoAreFoundAsWithoutIndexes(int seed) {
        INDEXES.forEach(indexed::createIndex);

        changedAndAsked(new Random(seed), Values.COMPARABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void valuesThatAnIndexCannotCompareAreFoundAsWithoutIndexes(int seed) {
        INDEXES.forEach(indexed::createIndex);

        changedAndAsked(new Random(seed), Values.ANY);
    }

    @Test
    void documentsThatWereThereBeforeTheIndexAreFound() {
        Random random = new Random(9);
        IntStream.range(0, 50).forEach(i -> change(random, Values.COMPARABLE));

        INDEXES.forEach(indexed::createIndex);

        changedAndAsked(random, Values.COMPARABLE);
    }

    @Test
    void documentsAreFoundAfterTheServerBeganAgain() {
        Random random = new Random(10);
        INDEXES.forEach(indexed::createIndex);
        changedAndAsked(random, Values.COMPARABLE);

        stop();
        start();

        changedAndAsked(random, Values.COMPARABLE);
    }

    @Test
    void documentsAreFoundWithoutIndexesThatWereDropped() {
        Random random = new Random(11);
        INDEXES.forEach(indexed::createIndex);
        changedAndAsked(random, Values.COMPARABLE);

        indexed.dropIndexes();
        changedAndAsked(random, Values.COMPARABLE);
        INDEXES.forEach(indexed::createIndex);

        changedAndAsked(random, Values.COMPARABLE);
    }

    /** Which values documents have. */
    private enum Values {
        COMPARABLE(5),
        ANY(7);

        private final int kinds;

        Values(int kinds) {
            this.kinds = kinds;
        }
    }

    private void changedAndAsked(Random random, Values values) {
        for (int step = 0; step < 200; step++) {
            change(random, values);
            ask(random);
        }
    }

    private void change(Random random, Values values) {
        String id = "o" + random.nextInt(40);
        Document document = document(random, id, values);
        Consumer<MongoCollection<Document>> change = switch (random.nextInt(6)) {
            case 0 -> orders -> orders.deleteOne(Filters.eq(id));
            case 1 -> {
                String field = FIELDS.get(random.nextInt(FIELDS.size()));
                Object value = document.get(field);
                yield orders -> orders.updateMany(Filters.eq(id), Updates.set(field, value));
            }
            case 2 -> {
                Object state = state(random);
                yield orders -> orders.updateMany(Filters.eq("state", state), Updates.unset("number"));
            }
            default -> orders -> orders.replaceOne(Filters.eq(id), document, new ReplaceOptions().upsert(true));
        };
        change.accept(plain);
        change.accept(indexed);
    }

    private void ask(Random random) {
        Bson filter = filter(random);
        Bson sort = sort(random);
        int limit = random.nextInt(6);

        assertThat(found(indexed, filter, sort, limit))
                .as("%s by %s, %d of them", filter.toBsonDocument(), sort.toBsonDocument(), limit)
                .isEqualTo(found(plain, filter, sort, limit));
        assertThat(indexed.countDocuments(filter)).isEqualTo(plain.countDocuments(filter));
        assertThat(counted(indexed, filter)).containsExactlyInAnyOrderElementsOf(counted(plain, filter));
    }

    private static List<Document> found(MongoCollection<Document> orders, Bson filter, Bson sort, int limit) {
        return orders.find(filter).sort(sort).limit(limit).into(new ArrayList<>());
    }

    private static List<Document> counted(MongoCollection<Document> orders, Bson filter) {
        return orders.aggregate(List.of(Aggregates.match(filter), Aggregates.sortByCount("$channel")))
                .into(new ArrayList<>());
    }

    private static Document document(Random random, String id, Values values) {
        Document document = new Document("_id", id).append("channel", "c" + random.nextInt(3));
        if (random.nextInt(10) > 0) {
            document.append("state", state(random));
        }
        document.append("number", number(random, values.kinds)).append("placedAt", time(random));
        int lines = random.nextInt(4);
        List<Document> skus = IntStream.range(0, lines)
                .mapToObj(line -> new Document("sku", sku(random)))
                .toList();
        return lines == 3 ? document : document.append("lines", skus);
    }

    private static Object state(Random random) {
        return List.of("", "PLACED", "PLACED\u0000", "PLACED\u0001", "CONFIRMED", "\u00e4", "\u20ac")
                .get(random.nextInt(7));
    }

    /** No empty array, which the server sorts before and after what is absent. */
    private static Object number(Random random, int kinds) {
        return switch (random.nextInt(kinds)) {
            case 0 -> null;
            case 1 -> random.nextInt(5) - 2;
            case 2 -> (long) random.nextInt(5) - 2;
            case 3 -> (double) random.nextInt(5) - 2;
            case 4 -> "n" + random.nextInt(3);
            case 5 -> new Document("of", random.nextInt(3));
            default -> random.nextInt(3) == 0 ? List.of(1, 2, 2) : List.of(2);
        };
    }

    private static Date time(Random random) {
        return Date.from(Instant.EPOCH.plusMillis(random.nextInt(20) - 5));
    }

    private static String sku(Random random) {
        return "s" + random.nextInt(5);
    }

    private static Bson filter(Random random) {
        List<Bson> conditions = new ArrayList<>(Arrays.asList(
                Filters.eq("state", state(random)),
                Filters.eq("channel", "c" + random.nextInt(3)),
                Filters.eq("number", number(random, 5)),
                Filters.eq("lines.sku", sku(random)),
                Filters.gte("placedAt", time(random)),
                Filters.lt("placedAt", time(random)),
                Filters.gt("number", random.nextInt(5) - 2),
                Filters.lte("number", random.nextInt(5) - 2),
                Filters.in("state", state(random), state(random)),
                Filters.or(Filters.gt("placedAt", time(random)), Filters.lt("_id", "o2")),
                Filters.ne("state", state(random)),
                Filters.exists("number", random.nextBoolean()),
                Filters.regex("state", "^P")));
        Collections.shuffle(conditions, random);
        int some = random.nextInt(4);
        return some == 0 ? new Document() : Filters.and(conditions.subList(0, some));
    }

    /** Ids last, so that there is one order only. */
    private static Bson sort(Random random) {
        List<String> fields = new ArrayList<>(FIELDS);
        Collections.shuffle(fields, random);
        List<String> some = new ArrayList<>(fields.subList(0, random.nextInt(3)));
        some.add("_id");
        return switch (random.nextInt(5)) {
            case 0 -> Sorts.orderBy(Sorts.ascending(some.getFirst()), Sorts.descending("_id"));
            case 1, 2 -> Sorts.ascending(some);
            default -> Sorts.descending(some);
        };
    }
}
