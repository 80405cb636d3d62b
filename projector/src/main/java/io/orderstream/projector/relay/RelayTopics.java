package io.orderstream.projector.relay;

import io.orderstream.events.domain.DomainEventTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** The topics that the relay writes: created with the settings they need, and never written with unfit ones. */
final class RelayTopics {

    /** Where the relay remembers how far it came; compacted, one partition, one key. */
    static final String CHECKPOINTS = "orders.relay.checkpoints.v1";

    /** Those of the live relay, which belong together. */
    static final String ALL =
            String.join(", ", DomainEventTypes.EVENTS_TOPIC, DomainEventTypes.STATE_TOPIC, CHECKPOINTS);

    private final Admin admin;
    private final RelayProperties properties;

    RelayTopics(Admin admin, RelayProperties properties) {
        this.admin = admin;
        this.properties = properties;
    }

    /**
     * Creates those of the live relay that are missing, and looks at the settings of all of them.
     *
     * @throws UnfitTopicException if a topic is unfit
     * @throws RelayException if the broker does not answer in time
     */
    Partitions prepare() {
        NewTopic state = new NewTopic(DomainEventTypes.STATE_TOPIC, properties.partitions(), properties.replicas());
        NewTopic checkpoints = new NewTopic(CHECKPOINTS, 1, properties.replicas());
        Map<String, Integer> partitions =
                prepare(List.of(events(DomainEventTypes.EVENTS_TOPIC), compacted(state), compacted(checkpoints)));
        return new Partitions(
                partitions.get(DomainEventTypes.EVENTS_TOPIC), partitions.get(DomainEventTypes.STATE_TOPIC));
    }

    /** The same for a topic of domain events beside the live one. */
    void prepare(String eventsTopic) {
        prepare(List.of(events(eventsTopic)));
    }

    private NewTopic events(String name) {
        return new NewTopic(name, properties.partitions(), properties.replicas())
                .configs(settings(TopicConfig.CLEANUP_POLICY_DELETE));
    }

    private NewTopic compacted(NewTopic topic) {
        return topic.configs(settings(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private Map<String, String> settings(String cleanupPolicy) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
        settings.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Long.toString(properties.maxRecord().toBytes()));
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInSync()));
        settings.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
        if (cleanupPolicy.equals(TopicConfig.CLEANUP_POLICY_DELETE)) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention()));
            settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        }
        return settings;
    }

    private int minInSync() {
        return properties.replicas() > 1 ? 2 : 1;
    }

    private long retention() {
        Duration retention = properties.retention();
        return retention == null ? -1 : retention.toMillis();
    }

    private Map<String, Integer> prepare(List<NewTopic> wanted) {
        Set<String> present = await(admin.listTopics().names());
        Map<Boolean, List<NewTopic>> there =
                wanted.stream().collect(Collectors.partitioningBy(topic -> present.contains(topic.name())));
        Map<String, Integer> partitions = check(there.get(true));
        await(admin.createTopics(there.get(false)).all());
        there.get(false).forEach(created -> partitions.put(created.name(), created.numPartitions()));
        return partitions;
    }

    private Map<String, Integer> check(List<NewTopic> topics) {
        List<String> names = topics.stream().map(NewTopic::name).toList();
        Map<String, TopicDescription> described =
                await(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configured = await(
                admin.describeConfigs(names.stream().map(RelayTopics::resource).toList())
                        .all());
        List<String> problems = new ArrayList<>();
        for (NewTopic topic : topics) {
            check(topic, described.get(topic.name()), configured.get(resource(topic.name())), problems);
        }
        if (!problems.isEmpty()) {
            throw new UnfitTopicException(String.join("\n", problems));
        }
        return names.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> described.get(name).partitions().size(),
                        (one, other) -> one,
                        HashMap::new));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private void check(NewTopic topic, TopicDescription description, Config config, List<String> problems) {
        Map<String, String> needed = settings(topic.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG));
        String policy = needed.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (!policy.equals(value(config, TopicConfig.CLEANUP_POLICY_CONFIG))) {
            problems.add(
                    unfit(topic, config, TopicConfig.CLEANUP_POLICY_CONFIG, policy, "loses records that are needed"));
        }
        if ("true".equals(value(config, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG))) {
            problems.add(unfit(
                    topic,
                    config,
                    TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                    "false",
                    "loses committed records when a broker does"));
        }
        long minInSync = minInSync();
        long maxBytes = properties.maxRecord().toBytes();
        number(topic, config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInSync, n -> n >= minInSync, problems);
        number(topic, config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, maxBytes, n -> n >= maxBytes, problems);
        if (policy.equals(TopicConfig.CLEANUP_POLICY_DELETE)) {
            long kept = retention();
            number(topic, config, TopicConfig.RETENTION_BYTES_CONFIG, -1, n -> n == -1, problems);
            number(
                    topic,
                    config,
                    TopicConfig.RETENTION_MS_CONFIG,
                    kept,
                    n -> n == -1 || (kept != -1 && n >= kept),
                    problems);
        }
        int replicas = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (replicas < properties.replicas()) {
            problems.add(
                    "%s has %d replicas, fewer than the %d of orderstream.relay.replicas. Mend it with kafka-reassign-partitions.sh, or lower the setting."
                            .formatted(topic.name(), replicas, properties.replicas()));
        }
        if (topic.name().equals(CHECKPOINTS) && description.partitions().size() != 1) {
            problems.add(
                    "%s has %d partitions and must have 1. Stop the relay, delete the topic, and restore it with 1 partition from a backup."
                            .formatted(CHECKPOINTS, description.partitions().size()));
        }
    }

    private static void number(
            NewTopic topic, Config config, String name, long wanted, LongPredicate fits, List<String> problems) {
        String value = value(config, name);
        if (value == null || !fits.test(Long.parseLong(value))) {
            problems.add(unfit(topic, config, name, Long.toString(wanted), "may lose or refuse events"));
        }
    }

    private static String unfit(NewTopic topic, Config config, String name, String wanted, String why) {
        return "%s has %s=%s, which %s. Mend it with: kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(topic.name(), name, value(config, name), why, topic.name(), name, wanted);
    }

    private static @Nullable String value(Config config, String name) {
        return config.get(name) == null ? null : config.get(name).value();
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new RelayException("the topics cannot be created or looked at", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RelayException("interrupted", interrupted);
        }
    }
}
