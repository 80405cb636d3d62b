package io.orderstream.projector.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How domain events are relayed.
 *
 * @param transactionalId by which a second relay is fenced; the same for all instances of one relay
 * @param partitions of the topic of domain events, when it is created
 * @param replicas of each partition, when a topic is created
 * @param timeout how long one call to the broker may take
 * @param cachedOrders how many orders' public states are kept in memory
 */
@ConfigurationProperties("orderstream.relay")
record RelayProperties(
        @DefaultValue("orderstream-relay") String transactionalId,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("20000") int cachedOrders) {}
