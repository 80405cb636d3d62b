package io.orderstream.projector.reporting;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How figures are reported.
 *
 * @param zone whose hours, days and months they are counted in; another zone has collections of its own
 */
@ConfigurationProperties("orderstream.reporting")
record ReportingProperties(@DefaultValue("UTC") ZoneId zone) {}
