package io.orderstream.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long a read may wait for MongoDB, so that a request fails while its client is still there.
 *
 * @param serverSelectionTimeout for a server that can be used
 * @param connectTimeout for a new connection, and for the answer to a heartbeat: a server that is slower than that counts
 *     as away, and what is under way with it is given up
 * @param readTimeout for the answer to a command
 * @param poolWaitTimeout for a connection when all are in use
 */
@ConfigurationProperties("orderstream.query.mongodb")
record MongoDbTimeouts(
        Duration serverSelectionTimeout, Duration connectTimeout, Duration readTimeout, Duration poolWaitTimeout) {}
