package io.orderstream.command.eventstore;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the log is reached.
 *
 * @param uri EventStoreDB's connection string
 * @param deadline how long one call may take
 * @param maxInFlightAppends how many appends may be under way at once; more are refused
 * @param maxInFlightReads how many reads may be under way at once; more are refused
 */
@ConfigurationProperties("orderstream.eventstore")
public record EventStoreProperties(
        @DefaultValue("esdb://localhost:2113?tls=false") String uri,
        @DefaultValue("3s") Duration deadline,
        @DefaultValue("512") int maxInFlightAppends,
        @DefaultValue("512") int maxInFlightReads) {}
