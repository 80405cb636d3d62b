package io.orderstream.command.order;

import io.orderstream.command.web.StreamedPath;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class OrderWebConfiguration implements WebMvcConfigurer {

    @Bean
    StreamedPath importing() {
        return ImportController.PATH;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CommandHeadersResolver());
    }
}
