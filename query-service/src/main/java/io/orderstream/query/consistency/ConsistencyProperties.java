package io.orderstream.query.consistency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How consistent reads behave.
 *
 * @param consistencyWait how long a read waits for the read model to reach its token
 */
@ConfigurationProperties("orderstream.query")
record ConsistencyProperties(Duration consistencyWait) {}
