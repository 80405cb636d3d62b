package io.orderstream.projector.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.projector.subscription.ConsumerDefinition;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.projector.subscription.EventLog;
import org.springframework.stereotype.Component;

/** The live relay of this process: each lease gets a session of its own, and what they count is counted together. */
@Component
final class OrderRelay implements ConsumerDefinition {

    static final String NAME = "relay";

    private final EventLog log;
    private final KafkaAccess kafka;
    private final RelayProperties properties;
    private final RelayMetrics metrics;

    OrderRelay(EventLog log, KafkaAccess kafka, RelayProperties properties, MeterRegistry registry) {
        this.log = log;
        this.kafka = kafka;
        this.properties = properties;
        this.metrics = new RelayMetrics(registry, "live");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EventConsumer consumer() {
        return new RelaySession(log, kafka, properties, metrics);
    }

    RelayFigures figures() {
        return metrics.figures();
    }
}
