package io.orderstream.query.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lists are exported.
 *
 * @param maxExports how many at a time
 * @param exportDeadline how long one may take before it is cut off
 */
@ConfigurationProperties("orderstream.query")
record ExportProperties(
        @DefaultValue("4") int maxExports,
        @DefaultValue("10m") Duration exportDeadline) {}
