package io.orderstream.projector.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.projector.subscription.CatchUpSubscription;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.projector.subscription.SubscriptionProperties;
import java.io.IOException;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The relay alone, in a process of its own, with nothing but Kafka to keep a second one away; or, with {@code --replay}, a
 * replay into the topic that it names.
 */
final class RelayProcess {

    private RelayProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Relay.class)
                        .web(WebApplicationType.NONE)
                        .run(arguments);
                CatchUpSubscription subscription = new CatchUpSubscription(
                        context.getBean(EventLog.class),
                        consumer(context),
                        context.getBean(SubscriptionProperties.class),
                        () -> {})) {
            subscription.start();
            untilParentEnds();
        }
    }

    private static EventConsumer consumer(ConfigurableApplicationContext context) {
        String topic = context.getEnvironment().getProperty("replay");
        if (topic == null) {
            return context.getBean(OrderRelay.class).consumer();
        }
        EventLog log = context.getBean(EventLog.class);
        KafkaAccess kafka = context.getBean(KafkaAccess.class);
        RelayProperties properties = context.getBean(RelayProperties.class);
        try (Admin admin = kafka.admin()) {
            new RelayTopics(admin, properties).prepare(topic);
        }
        return new Replay(
                new ReplayRequest(topic, null, null),
                log.head(),
                log,
                kafka,
                properties,
                new RelayMetrics(context.getBean(MeterRegistry.class), "replay"));
    }

    /** Nobody writes to the standard input; it ends when the parent does. */
    static void untilParentEnds() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }

    /** Not annotated as a configuration, so that scanning does not find it. */
    @ImportAutoConfiguration(KafkaAutoConfiguration.class)
    @EnableConfigurationProperties({RelayProperties.class, SubscriptionProperties.class})
    @Import({EventLog.class, KafkaAccess.class, OrderRelay.class})
    static class Relay {

        @Bean
        EventCodec eventCodec() {
            return new EventCodec();
        }

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        RelayProducers producers(@Value("${sabotage:}") Set<Sabotage> sabotage) {
            return Sabotage.producers(sabotage);
        }
    }
}
