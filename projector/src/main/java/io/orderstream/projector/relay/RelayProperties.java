package io.orderstream.projector.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How domain events are relayed.
 *
 * @param transactionalId by which a second relay is fenced; the same for all instances of one relay
 * @param partitions of the topics of domain events and of states, when they are created
 * @param replicas of each partition, at least
 * @param retention how long domain events stay on their topic, at least; for ever if absent
 * @param maxRecord the largest record; a larger one stops the relay
 * @param timeout how long one call to the broker may take
 * @param cachedOrders how many orders' public states are kept in memory
 * @param repeatHistory whether all of history may be relayed again to topics that hold it, if the checkpoint is lost
 */
@ConfigurationProperties("orderstream.relay")
record RelayProperties(
        @DefaultValue("orderstream-relay") String transactionalId,
        @DefaultValue("6") int partitions,
        @DefaultValue("1") short replicas,
        @Nullable Duration retention,
        @DefaultValue("8MB") DataSize maxRecord,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("20000") int cachedOrders,
        @DefaultValue("false") boolean repeatHistory) {}
