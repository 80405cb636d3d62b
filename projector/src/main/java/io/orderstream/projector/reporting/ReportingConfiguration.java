package io.orderstream.projector.reporting;

import io.orderstream.readmodel.figures.ReportingCalendar;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportingConfiguration {

    @Bean
    ReportingCalendar reportingCalendar(ReportingProperties properties) {
        return new ReportingCalendar(properties.zone());
    }
}
