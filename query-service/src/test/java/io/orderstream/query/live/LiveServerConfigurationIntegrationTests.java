package io.orderstream.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.query.LocalMongoConfiguration;
import io.orderstream.query.QueryServiceApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

@SpringBootTest(
        classes = {QueryServiceApplication.class, LocalMongoConfiguration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"orderstream.query.live.max-connections=50", "server.tomcat.max-connections=5000"})
class LiveServerConfigurationIntegrationTests {

    @Autowired
    private ServletWebServerApplicationContext service;

    @Test
    void the_web_server_lets_in_live_clients_and_a_thousand_others_however_many_it_would_by_itself() {
        var connector = ((TomcatWebServer) service.getWebServer()).getTomcat().getConnector();

        assertThat(connector.getProperty("maxConnections")).isEqualTo(1_050);
    }
}
