package io.orderstream.query;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MongoDbConfiguration {

    @Bean
    MongoClientSettingsBuilderCustomizer boundedWaits(MongoDbTimeouts timeouts) {
        return settings -> settings.applicationName("query-service")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(
                        timeouts.serverSelectionTimeout().toMillis(), MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(
                                (int) timeouts.connectTimeout().toMillis(), MILLISECONDS)
                        .readTimeout((int) timeouts.readTimeout().toMillis(), MILLISECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxWaitTime(timeouts.poolWaitTimeout().toMillis(), MILLISECONDS));
    }
}
