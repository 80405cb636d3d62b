package io.orderstream.projector.engine;

import com.mongodb.WriteConcern;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;

/**
 * How read models are written. Documents hold no class names, which could not be renamed then, and map keys are kept as
 * they are. A write is acknowledged only when it can no longer be lost: the checkpoint is kept in memory as well, so
 * nobody would write again what the database forgot.
 */
@Configuration(proxyBeanMethods = false)
class MongoSettings {

    private static final Duration SERVER_SELECTION = Duration.ofSeconds(5);

    /** Half a minute, the default, would be too long to say nothing when the database is away. */
    @Bean
    MongoClientSettingsBuilderCustomizer impatience() {
        return settings -> settings.applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Bean
    MongoClientSettingsBuilderCustomizer durableWrites() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    @Bean
    static BeanPostProcessor plainDocuments() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof MappingMongoConverter converter) {
                    converter.setTypeMapper(new DefaultMongoTypeMapper(null));
                    converter.preserveMapKeys(true);
                }
                return bean;
            }
        };
    }
}
