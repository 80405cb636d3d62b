package io.orderstream.projector.relay;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.orderstream.events.domain.DomainEventCodec;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.stored.StoredEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records on Kafka: CloudEvents 1.0 in binary mode, keyed by order id. */
final class RelayRecords {

    private static final URI SOURCE = URI.create("urn:orderstream:orders");

    /** By its name in the W3C's trace context, where instrumented consumers look for it. */
    private static final String TRACEPARENT = "traceparent";

    private final DomainEventCodec codec = new DomainEventCodec();

    /** A domain event that {@code stored} made of {@code order}. */
    ProducerRecord<String, byte[]> event(String topic, StoredEvent stored, RelayedOrder order, OrderDomainEvent told) {
        CloudEventBuilder event = attributes(stored, order, DomainEventTypes.typeOf(told.getClass()))
                .withId(stored.orderId() + "/" + stored.revision())
                .withData(codec.encode(told));
        return record(topic, stored, event);
    }

    /** The order's state, which {@code stored} was the last to change. */
    ProducerRecord<String, byte[]> state(String topic, StoredEvent stored, RelayedOrder order) {
        CloudEventBuilder state = attributes(stored, order, DomainEventTypes.STATE_TYPE)
                .withId(stored.orderId() + "/" + stored.revision() + "/state")
                .withData(codec.encode(order.snapshot()));
        return record(topic, stored, state);
    }

    private static CloudEventBuilder attributes(StoredEvent stored, RelayedOrder order, String type) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withSource(SOURCE)
                .withType(type)
                .withSubject(stored.orderId())
                .withTime(stored.metadata().occurredAt().atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create(DomainEventTypes.schemaOf(type)))
                .withDataContentType("application/json")
                .withExtension(DomainEventTypes.SEQUENCE, Long.toString(order.sequence()))
                .withExtension(DomainEventTypes.STREAM_REVISION, Long.toString(stored.revision()));
        String traceparent = stored.metadata().traceparent();
        return traceparent == null ? builder : builder.withExtension(TRACEPARENT, traceparent);
    }

    private static ProducerRecord<String, byte[]> record(String topic, StoredEvent stored, CloudEventBuilder event) {
        ProducerRecord<String, byte[]> record = KafkaMessageFactory.<String>createWriter(topic, stored.orderId())
                .writeBinary(event.build());
        String traceparent = stored.metadata().traceparent();
        if (traceparent != null) {
            record.headers().add(TRACEPARENT, traceparent.getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }
}
