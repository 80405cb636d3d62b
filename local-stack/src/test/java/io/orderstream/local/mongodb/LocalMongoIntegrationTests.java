package io.orderstream.local.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMongoIntegrationTests {

    @TempDir
    private Path directory;

    @TempDir
    private Path copies;

    @Test
    void keepsWritesAfterCloseAndReopen() {
        try (var mongo = LocalMongo.start(directory, 0);
                var client = MongoClients.create(mongo.connectionString())) {
            orders(client).insertOne(new Document("_id", 1).append("state", "PLACED"));
        }

        try (var mongo = LocalMongo.start(directory, 0);
                var client = MongoClients.create(mongo.connectionString())) {
            assertThat(orders(client).find().first()).containsEntry("state", "PLACED");
        }
    }

    @Test
    void aConditionBesideTheIdIsHeldAgainstTheDocumentOfThatId() {
        try (var mongo = LocalMongo.start(directory, 0);
                var client = MongoClients.create(mongo.connectionString())) {
            orders(client).insertOne(new Document("_id", "a").append("position", 1));
            orders(client).insertOne(new Document("_id", "b").append("position", 2));

            assertThat(replaced(client, "a", 2)).isZero();
            assertThat(replaced(client, "a", 1)).isEqualTo(1);
            assertThat(replaced(client, "c", 1)).isZero();
            assertThat(orders(client)
                            .countDocuments(Filters.and(Filters.in("_id", "a", "b"), Filters.eq("position", 2))))
                    .isEqualTo(1);
            assertThat(orders(client).find(Filters.and(Filters.gt("_id", "a"), Filters.eq("position", 2))))
                    .extracting(document -> document.getString("_id"))
                    .containsExactly("b");
        }
    }

    private static long replaced(MongoClient client, String id, int position) {
        var next = new Document("_id", id).append("position", position + 10);
        return orders(client)
                .replaceOne(new Document("_id", id).append("position", position), next)
                .getMatchedCount();
    }

    @Test
    void aWriteIsOnTheDiskSoonWithoutClosing() throws IOException {
        try (var mongo = LocalMongo.start(directory, 0);
                var client = MongoClients.create(mongo.connectionString())) {
            orders(client).insertOne(new Document("_id", 1));

            Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> countAsAfterAKill("soon") == 1);
        }
    }

    @Test
    void aJournaledWriteIsOnTheDiskWhenItIsAcknowledged() throws IOException {
        try (var mongo = LocalMongo.start(directory, 0);
                var client = MongoClients.create(mongo.connectionString())) {
            for (int id = 1; id <= 20; id++) {
                orders(client).withWriteConcern(WriteConcern.JOURNALED).insertOne(new Document("_id", id));
                assertThat(countAsAfterAKill("journaled")).isEqualTo(id);
            }
        }
    }

    @Test
    void afterAKillNoLaterWriteIsThereWithoutAnEarlierOne() throws IOException {
        try (var mongo = LocalMongo.start(directory, 0);
                var client = MongoClients.create(mongo.connectionString())) {
            var seen = new ArrayList<String>();
            for (int round = 1; round <= 1_000; round++) {
                var upsert = new ReplaceOptions().upsert(true);
                var document = new Document("_id", "only").append("round", round);
                orders(client).replaceOne(Filters.eq("_id", "only"), document, upsert);
                checkpoints(client).replaceOne(Filters.eq("_id", "only"), document, upsert);
                if (round % 100 == 0) {
                    seen.add(orderOfWritesAfterAKill(round));
                }
            }
            assertThat(seen).containsOnly("kept");
        }
    }

    @Test
    void aDocumentIsReadAsItWasWrittenWhileItIsReplaced() throws Exception {
        try (var mongo = LocalMongo.start(directory, 0);
                var client = MongoClients.create(mongo.connectionString());
                var writer = Executors.newSingleThreadExecutor()) {
            orders(client).insertOne(round(0));
            var written = writer.submit(() -> {
                for (int round = 1; round <= 3_000; round++) {
                    var before = round % 2 == 0 ? Filters.eq("_id", "only") : Filters.eq("last", round - 1);
                    orders(client).replaceOne(before, round(round));
                }
            });

            var ways = List.of(Filters.eq("_id", "only"), Filters.gte("last", 0));
            while (!written.isDone()) {
                for (var way : ways) {
                    var seen = orders(client).find(way).first();
                    assertThat(seen).isEqualTo(round(seen.getInteger("last")));
                }
            }

            written.get();
        }
    }

    /** Long enough to be written to the client while it is replaced. */
    private static Document round(int round) {
        var document = new Document("_id", "only");
        for (int field = 0; field < 200; field++) {
            document.append("field" + field, "x".repeat(50) + round);
        }
        return document.append("last", round);
    }

    @Test
    void aFolderServesOneServerAtATime() {
        try (var mongo = LocalMongo.start(directory, 0)) {
            assertThat(mongo.connectionString()).startsWith("mongodb://localhost:");
            assertThatThrownBy(() -> LocalMongo.start(directory, 0))
                    .hasMessageContaining("locked")
                    .hasMessageContaining(directory.toString());
        }
    }

    private long countAsAfterAKill(String name) throws IOException {
        try (var mongo = LocalMongo.start(copy(name), 0);
                var client = MongoClients.create(mongo.connectionString())) {
            return orders(client).countDocuments();
        }
    }

    private String orderOfWritesAfterAKill(int round) throws IOException {
        try (var mongo = LocalMongo.start(copy("round"), 0);
                var client = MongoClients.create(mongo.connectionString())) {
            int order = roundOf(orders(client));
            int checkpoint = roundOf(checkpoints(client));
            return order == checkpoint || order == checkpoint + 1
                    ? "kept"
                    : "at " + round + ": order " + order + ", checkpoint " + checkpoint;
        }
    }

    private static int roundOf(MongoCollection<Document> collection) {
        var document = collection.find().first();
        return document == null ? 0 : document.getInteger("round");
    }

    private Path copy(String name) throws IOException {
        var folder = Files.createDirectories(copies.resolve(name));
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }

    private static MongoCollection<Document> orders(MongoClient client) {
        return client.getDatabase("test").getCollection("orders");
    }

    private static MongoCollection<Document> checkpoints(MongoClient client) {
        return client.getDatabase("test").getCollection("checkpoints");
    }
}
