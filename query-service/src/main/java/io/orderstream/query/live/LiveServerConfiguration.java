package io.orderstream.query.live;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Bounds what the operating system keeps for a client that does not read. By default that grows to megabytes, and a slow
 * client is noticed only when they are full.
 */
@Configuration(proxyBeanMethods = false)
class LiveServerConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedSendBuffers(LiveProperties properties) {
        var bytes = Long.toString(properties.sendBuffer().toBytes());
        return server -> server.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", bytes));
    }
}
