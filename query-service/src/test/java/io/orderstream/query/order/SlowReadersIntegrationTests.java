package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.query.LocalMongoConfiguration;
import io.orderstream.query.QueryServiceApplication;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Clients that ask for much and do not take it, where {@value #ANSWERS} answers may be held at a time. */
@SpringBootTest(
        classes = {QueryServiceApplication.class, LocalMongoConfiguration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "orderstream.query.max-answers=" + SlowReadersIntegrationTests.ANSWERS,
            "orderstream.query.live.send-buffer=4KB"
        })
class SlowReadersIntegrationTests {

    static final int ANSWERS = 2;

    private static final int ORDERS = 200;
    private static final String LONG_LIST = "/v1/orders?limit=" + ORDERS;

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private final List<Socket> slow = new ArrayList<>();
    private ReadApi api;

    @BeforeEach
    void given_more_than_a_connection_takes_and_as_many_slow_readers_as_answers_are_held() throws IOException {
        var readModel = new OrderReadModel(mongo).clear();
        readModel.holds(IntStream.range(0, ORDERS)
                .mapToObj(i -> FoldedOrder.placed(new UUID(0, i).toString(), 100 + i))
                .toArray(FoldedOrder[]::new));
        readModel.isAt(100 + ORDERS);
        api = new ReadApi(port);
        for (int i = 0; i < ANSWERS; i++) {
            slow.add(notReading());
        }
    }

    @AfterEach
    void they_leave() throws IOException {
        for (var socket : slow) {
            socket.close();
        }
    }

    @Test
    void who_comes_beyond_is_told_to_come_again() {
        await().until(() -> api.get(LONG_LIST).status() == 503);

        var answer = api.get(LONG_LIST);

        assertThat(answer.type()).isEqualTo("urn:orderstream:problem:service-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void others_are_answered_when_they_leave() throws IOException {
        await().until(() -> api.get(LONG_LIST).status() == 503);

        they_leave();

        await().untilAsserted(() -> assertThat(api.get(LONG_LIST).status()).isEqualTo(200));
    }

    private Socket notReading() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write(("GET " + LONG_LIST + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
