package io.orderstream.projector.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.projector.subscription.EventLog;
import java.time.Clock;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** What all runners share. */
@Component
record RunnerTools(
        MongoOperations mongo, EventLog log, MeterRegistry meters, EngineProperties properties, Clock clock) {}
