package io.orderstream.local.eventstore.conformance;

/** All that an event store must do. */
public abstract class EventStoreConformance
        implements AppendConformance,
                BatchAppendConformance,
                ReadConformance,
                SubscriptionConformance,
                DeletionConformance,
                MetadataConformance,
                RaceConformance {}
