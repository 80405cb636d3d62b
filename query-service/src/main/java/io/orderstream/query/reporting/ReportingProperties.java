package io.orderstream.query.reporting;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How figures are reported.
 *
 * @param zone whose hours, days and months they are counted in; the projector must be told the same
 */
@ConfigurationProperties("orderstream.reporting")
record ReportingProperties(@DefaultValue("UTC") ZoneId zone) {}
