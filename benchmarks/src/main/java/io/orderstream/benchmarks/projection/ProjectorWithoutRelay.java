package io.orderstream.benchmarks.projection;

import io.orderstream.events.stored.EventCodec;
import io.orderstream.projector.subscription.EventConsumer;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The projector as it is, but for the relay, which would need the same two cores. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ConfigurationPropertiesScan("io.orderstream.projector")
@ComponentScan(
        basePackages = "io.orderstream.projector",
        excludeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "io\\.orderstream\\.projector\\.relay\\..*",
                            "io\\.orderstream\\.projector\\.ProjectorApplication"
                        }))
public class ProjectorWithoutRelay {

    public static void main(String[] arguments) {
        SpringApplication.run(ProjectorWithoutRelay.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    List<EventConsumer> noMoreConsumers() {
        return List.of();
    }
}
