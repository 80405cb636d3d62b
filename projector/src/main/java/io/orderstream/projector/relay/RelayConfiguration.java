package io.orderstream.projector.relay;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the relay is put together from, besides its components. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    @Bean
    RelayProducers relayProducers() {
        return KafkaProducer::new;
    }
}
