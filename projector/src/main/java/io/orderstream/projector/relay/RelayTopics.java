package io.orderstream.projector.relay;

import io.orderstream.events.domain.DomainEventTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The topics that the relay writes. */
final class RelayTopics {

    /** Where the relay remembers how far it came; compacted, one partition, one key. */
    static final String CHECKPOINTS = "orders.relay.checkpoints.v1";

    private RelayTopics() {}

    /**
     * Creates those that are missing.
     *
     * @throws RelayException if the broker does not answer in time or refuses
     */
    static void create(Admin admin, RelayProperties properties) {
        List<NewTopic> wanted = List.of(
                new NewTopic(DomainEventTypes.EVENTS_TOPIC, properties.partitions(), properties.replicas())
                        .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")),
                new NewTopic(CHECKPOINTS, 1, properties.replicas())
                        .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        try {
            Set<String> present =
                    admin.listTopics().names().get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = wanted.stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .collect(Collectors.toList());
            admin.createTopics(missing).all().get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new RelayException("the topics cannot be created", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RelayException("interrupted", interrupted);
        }
    }
}
