package io.orderstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.orderstream.projector.channel.ChannelsProjection;
import io.orderstream.projector.channel.ChannelsProjection.ChannelDocument;
import io.orderstream.projector.engine.Projections;
import io.orderstream.projector.engine.ReadModelDefinition;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.ReadModelPointer;
import io.orderstream.readmodel.Shard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;

/** What docs/adding-a-projection.md shows is added to a projector here, rebuilt and read. */
class AddingAProjectionIntegrationTests {

    private static final Shard FIRST = new Shard(0, 2);
    private static final Shard SECOND = new Shard(1, 2);

    // tag::bean[]
    /** Channels are read by name, so they need no further index. */
    static class ChannelsReadModel {

        @Bean
        ReadModelDefinition<ChannelDocument> channels() {
            return new ReadModelDefinition<>(new ChannelsProjection(), List.of());
        }
    }
    // end::bean[]

    // tag::read[]
    /** The figures of a channel, from the collection that is live, added up over its shards. */
    static ChannelDocument read(MongoOperations mongo, String channel) {
        Generation live = live(mongo);
        List<String> ids = live.idsOf(ChannelsProjection.keyOf(channel), false);
        return mongo.find(query(where("_id").in(ids)), ChannelDocument.class, live.collection()).stream()
                .reduce(ChannelDocument::plus)
                .orElseThrow();
    }

    static Generation live(MongoOperations mongo) {
        return mongo.findById("channels", ReadModelPointer.class, ReadModelPointer.COLLECTION)
                .live();
    }
    // end::read[]

    /** What is asserted of a channel. */
    private record Counts(long placed, long cancelled) {

        static Counts of(MongoOperations mongo, String channel) {
            ChannelDocument figures = read(mongo, channel);
            return new Counts(figures.placed(), figures.cancelled());
        }
    }

    @Test
    void the_guide_shows_the_code_that_is_run_here() throws IOException {
        List<String> run = Stream.of(
                        GuideCode.run("channel/ChannelsProjection.java"),
                        GuideCode.run("channel/ChannelsProjectionTests.java"),
                        GuideCode.run("AddingAProjectionIntegrationTests.java"))
                .flatMap(List::stream)
                .toList();

        assertThat(GuideCode.shown("adding-a-projection.md")).hasSize(4).isEqualTo(run);
    }

    @Test
    void an_added_projection_is_filled_rebuilt_while_it_is_read_and_goes_on(@TempDir Path folder) throws Exception {
        try (Backing backing = new Backing(folder)) {
            backing.order(orderIn(FIRST), "web", 3);
            backing.order(orderIn(SECOND), "web", 1);
            backing.order(orderIn(FIRST), "till", 2);
            try (ConfigurableApplicationContext projector = backing.projector(List.of(ChannelsReadModel.class))) {
                MongoOperations mongo = projector.getBean(MongoOperations.class);
                awaitFilled(projector, backing);
                Generation before = live(mongo);
                assertThat(mongo.findAll(ChannelDocument.class, before.collection()))
                        .extracting(ChannelDocument::id, ChannelDocument::placed, ChannelDocument::cancelled)
                        .containsExactlyInAnyOrder(tuple("web", 2L, 1L), tuple("till", 1L, 0L));

                assertThat(rebuild(projector, 2)).isEqualTo(202);
                Set<Counts> shown = readUntilReplaced(mongo, before);

                assertThat(shown).containsExactly(new Counts(2, 1));
                backing.order(orderIn(SECOND), "web", 3);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(Counts.of(mongo, "web")).isEqualTo(new Counts(3, 2)));
                assertThat(Counts.of(mongo, "till")).isEqualTo(new Counts(1, 0));
                assertThat(mongo.findAll(ChannelDocument.class, live(mongo).collection()))
                        .extracting(ChannelDocument::id, ChannelDocument::placed, ChannelDocument::cancelled)
                        .containsExactlyInAnyOrder(
                                tuple("web@0", 1L, 1L), tuple("web@1", 2L, 1L), tuple("till@0", 1L, 0L));
            }
        }
    }

    /** Reads on and on, without patience for a read that fails, until another collection is live; what all reads showed. */
    private static Set<Counts> readUntilReplaced(MongoOperations mongo, Generation before) {
        Set<Counts> shown = new HashSet<>();
        await().atMost(Duration.ofSeconds(45))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    boolean replaced = !live(mongo).equals(before);
                    shown.add(Counts.of(mongo, "web"));
                    return replaced;
                });
        return shown;
    }

    private static int rebuild(ConfigurableApplicationContext projector, int shards) throws Exception {
        String port = projector.getEnvironment().getRequiredProperty("local.server.port");
        URI rebuild = URI.create("http://localhost:" + port + "/v1/projections/channels/rebuild?shards=" + shards);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(rebuild)
                    .POST(BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static String orderIn(Shard shard) {
        return Stream.generate(() -> UUID.randomUUID().toString())
                .filter(shard::holds)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitFilled(ConfigurableApplicationContext projector, Backing backing) {
        Projections projections = projector.getBean(Projections.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> projections.statuses().stream()
                        .anyMatch(status -> status.name().equals("channels") && status.position() >= backing.head()));
    }
}
