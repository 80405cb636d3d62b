package io.orderstream.projector.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projections are run.
 *
 * @param shards into how many shards a read model is divided when its first collection is made; a rebuild may choose anew
 * @param parallelism how many groups of documents of a batch are worked on at once
 * @param cachedDocuments how many documents of a shard are kept in memory, so that they need not be loaded again; a large
 *     one counts as {@linkplain io.orderstream.readmodel.ReadModelDocument#weight many}
 * @param attempts how often an event is tried on a document before the document is parked
 * @param maxParked with more parked documents in a shard than this, something else is wrong, and it stops instead
 * @param leaseTime for how long an owner may show no sign of life before others take over
 * @param maxLag with a live read model further behind than this, the projector is not ready
 * @param rebuildRate the most events a second that a rebuild takes in, over all its shards
 * @param rebuildYield a rebuild waits while a live read model is further behind than this
 * @param keepReplaced how long after a switch the collection before cannot be released, since reads may still be under way
 */
@ConfigurationProperties("orderstream.projections")
public record EngineProperties(
        @DefaultValue("1") int shards,
        @DefaultValue("4") int parallelism,
        @DefaultValue("10000") int cachedDocuments,
        @DefaultValue("3") int attempts,
        @DefaultValue("1000") int maxParked,
        @DefaultValue("4s") Duration leaseTime,
        @DefaultValue("60s") Duration maxLag,
        @DefaultValue("20000") int rebuildRate,
        @DefaultValue("2s") Duration rebuildYield,
        @DefaultValue("10s") Duration keepReplaced) {}
