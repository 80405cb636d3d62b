package io.orderstream.projector.relay;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Opens the producers that relays write with. */
interface RelayProducers {

    Producer<String, byte[]> open(Map<String, Object> settings);
}
