package io.orderstream.query.order;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lists are exported.
 *
 * @param maxExports how many at a time
 */
@ConfigurationProperties("orderstream.query")
record ExportProperties(@DefaultValue("4") int maxExports) {}
