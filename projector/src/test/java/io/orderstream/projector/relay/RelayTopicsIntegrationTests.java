package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderstream.local.kafka.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayTopicsIntegrationTests {

    private LocalKafka kafka;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path folder) {
        kafka = LocalKafka.start(folder, 0);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void topics_are_created_with_the_settings_they_need() throws Exception {
        new RelayTopics(admin, properties(3, 1, Duration.ofDays(400))).prepare("events-1");
        awaitThere("events-1");

        assertThat(partitions("events-1")).isEqualTo(3);
        assertThat(setting("events-1", "cleanup.policy")).isEqualTo("delete");
        assertThat(setting("events-1", "retention.ms")).isEqualTo("34560000000");
        assertThat(setting("events-1", "max.message.bytes")).isEqualTo("8388608");
    }

    @Test
    void the_live_topics_are_fit_as_they_are_created() throws Exception {
        RelayTopics topics = new RelayTopics(admin, properties(3, 1, null));

        topics.prepare();
        awaitThere(RelayTopics.CHECKPOINTS);

        assertThat(topics.prepare()).isEqualTo(new Partitions(3, 3));
        assertThat(setting("orders.state.v1", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(RelayTopics.CHECKPOINTS, "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("orders.events.v1", "retention.ms")).isEqualTo("-1");
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, delete",
        "retention.ms, 604800000, -1",
        "retention.bytes, 1000000, -1",
        "max.message.bytes, 1000, 8388608",
        "unclean.leader.election.enable, true, false"
    })
    void an_unfit_topic_is_an_error_with_the_fix_in_it(String setting, String unfit, String fit) throws Exception {
        RelayTopics topics = new RelayTopics(admin, properties(1, 1, null));
        String topic = "unfit-" + setting;
        topics.prepare(topic);
        awaitThere(topic);
        alter(topic, setting, unfit);

        assertThatThrownBy(() -> topics.prepare(topic))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining(topic + " has " + setting + "=" + unfit)
                .hasMessageContaining("--entity-name " + topic + " --add-config " + setting + "=" + fit);

        alter(topic, setting, fit);
        topics.prepare(topic);
    }

    @ParameterizedTest
    @CsvSource({
        "orders.state.v1, cleanup.policy, delete, compact",
        "orders.relay.checkpoints.v1, cleanup.policy, delete, compact",
        "orders.relay.checkpoints.v1, unclean.leader.election.enable, true, false",
        "orders.events.v1, unclean.leader.election.enable, true, false"
    })
    void an_unfit_live_topic_is_an_error_with_the_fix_in_it(String topic, String setting, String unfit, String fit)
            throws Exception {
        RelayTopics topics = new RelayTopics(admin, properties(3, 1, null));
        topics.prepare();
        awaitThere(topic);
        alter(topic, setting, unfit);

        try {
            assertThatThrownBy(topics::prepare)
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining(topic + " has " + setting + "=" + unfit)
                    .hasMessageContaining("--entity-name " + topic + " --add-config " + setting + "=" + fit);
        } finally {
            alter(topic, setting, fit);
        }
        assertThat(topics.prepare()).isEqualTo(new Partitions(3, 3));
    }

    @Test
    void fewer_replicas_than_wanted_are_an_error() {
        new RelayTopics(admin, properties(1, 1, null)).prepare("lonely");
        awaitThere("lonely");

        assertThatThrownBy(() -> new RelayTopics(admin, properties(1, 3, null)).prepare("lonely"))
                .hasMessageContaining("lonely has 1 replicas, fewer than the 3")
                .hasMessageContaining("min.insync.replicas=2");
    }

    /** A topic that was created is not known to every part of a broker at once. */
    private void awaitThere(String topic) {
        await().ignoreExceptions().until(() -> setting(topic, "cleanup.policy") != null);
    }

    private static RelayProperties properties(int partitions, int replicas, @Nullable Duration retention) {
        return new RelayProperties(
                "relay",
                partitions,
                (short) replicas,
                retention,
                DataSize.ofMegabytes(8),
                Duration.ofSeconds(15),
                100,
                false);
    }

    private void alter(String topic, String setting, String value) throws Exception {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(change)))
                .all()
                .get();
        await().until(() -> value.equals(setting(topic, setting)));
    }

    private int partitions(String topic) throws Exception {
        return admin.describeTopics(Set.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private String setting(String topic, String name) throws Exception {
        return admin.describeConfigs(Set.of(resource(topic)))
                .all()
                .get()
                .get(resource(topic))
                .get(name)
                .value();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
