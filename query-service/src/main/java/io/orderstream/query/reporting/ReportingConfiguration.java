package io.orderstream.query.reporting;

import io.orderstream.readmodel.figures.ReportingCalendar;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportingConfiguration {

    @Bean
    ReportingCalendar reportingCalendar(ReportingProperties properties) {
        return new ReportingCalendar(properties.zone());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
