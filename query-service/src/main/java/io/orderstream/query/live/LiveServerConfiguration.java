package io.orderstream.query.live;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bounds what connections take, of this service's heap and of the operating system. */
@Configuration(proxyBeanMethods = false)
class LiveServerConfiguration {

    /** Connections that are not live: those of other requests, and of clients that keep theirs for the next. */
    private static final int OTHERS = 1_000;

    private static final String MAX_CONNECTIONS = "maxConnections";

    /**
     * By default the operating system keeps megabytes for a client that does not read, and a slow client is noticed only
     * when they are full.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedSendBuffers(LiveProperties properties) {
        var bytes = Long.toString(properties.sendBuffer().toBytes());
        return server -> server.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", bytes));
    }

    /** More connections wait to be let in, also where the web server's own limit is higher. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(LiveProperties properties) {
        return server -> server.addConnectorCustomizers(connector -> {
            var allowed = (int) connector.getProperty(MAX_CONNECTIONS);
            connector.setProperty(
                    MAX_CONNECTIONS, Integer.toString(Math.min(allowed, properties.connections() + OTHERS)));
        });
    }
}
