package io.orderstream.projector.subscription;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is followed.
 *
 * @param uri EventStoreDB's connection string
 * @param deadline how long one call, except the subscription itself, may take
 * @param maxBatch the most events in a batch; as many again wait in memory while one is worked on
 * @param batchTime how long a batch that is not full waits for more events after its first; while they come as fast as only
 *     history does, it goes on
 * @param silence how long a subscription may say nothing before it is taken for dead and made anew
 * @param minBackOff how long to wait before the first attempt after a failure; doubled with each further one
 * @param maxBackOff the longest such wait
 */
@ConfigurationProperties("orderstream.eventstore")
public record SubscriptionProperties(
        @DefaultValue("esdb://localhost:2113?tls=false") String uri,
        @DefaultValue("5s") Duration deadline,
        @DefaultValue("1000") int maxBatch,
        @DefaultValue("2ms") Duration batchTime,
        @DefaultValue("10s") Duration silence,
        @DefaultValue("100ms") Duration minBackOff,
        @DefaultValue("5s") Duration maxBackOff) {}
