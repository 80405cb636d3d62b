package io.orderstream.projector.engine;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;

/** Documents hold no class names, which could not be renamed then, and map keys are kept as they are. */
@Configuration(proxyBeanMethods = false)
class MongoMapping {

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
