package io.orderstream.query.order;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.orderstream.query.QueryServiceApplication;
import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModelBehindException;
import io.orderstream.readmodel.order.OrderDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessResourceFailureException;

/** Exports over a real connection, of lists that are made as they are read. */
@SpringBootTest(
        classes = {QueryServiceApplication.class, OrderExportIntegrationTests.Configuration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"orderstream.query.max-exports=1", "orderstream.query.export-deadline=1s"})
class OrderExportIntegrationTests {

    private static final String ID = "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11";
    private static final int STRETCH = 500;
    private static final int STRETCH_BYTES = STRETCH * 200;

    /** Some megabytes, which is more than any buffer of a connection here. */
    private static final int MOST_AHEAD = 50;

    private static final OrderPlace NEXT = new OrderPlace(1, ID);

    @LocalServerPort
    private int port;

    @Autowired
    private MadeUpOrders orders;

    private ReadApi api;

    @BeforeEach
    void given_a_client() {
        api = new ReadApi(port);
        orders.asked.set(0);
    }

    static RuntimeException[] failures() {
        return new RuntimeException[] {
            new DataAccessResourceFailureException("away"),
            new ReadModelBehindException(),
            new IllegalStateException("a mistake of ours")
        };
    }

    @Test
    void a_list_is_exported_whole() {
        orders.pages = asked -> orders.page(asked < 3 ? NEXT : null);

        var rows = api.get("/v1/orders.csv").response().body().lines().toList();

        assertThat(rows).hasSize(1 + 3 * STRETCH);
        assertThat(rows.subList(1, rows.size())).allMatch(row -> row.startsWith(ID));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_client_sees_that_an_export_that_failed_midway_is_not_whole(RuntimeException failure) {
        orders.pages = asked -> firstThen(asked, failure);

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> api.get("/v1/orders.csv"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void nothing_is_added_to_an_export_that_failed_midway(RuntimeException failure) throws IOException {
        orders.pages = asked -> firstThen(asked, failure);

        try (var client = connect()) {
            var answer = new ByteArrayOutputStream();
            await().until(() -> ended(client, answer));

            assertThat(answer.toString(UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains(ID)
                    .doesNotContain("problem", "\"status\"");
        }
    }

    @Test
    void an_export_runs_ahead_of_its_client_by_what_the_connection_holds_and_is_cut_off_at_its_deadline()
            throws IOException {
        orders.pages = asked -> orders.page(NEXT);

        try (var client = connect()) {
            var taken = new ByteArrayOutputStream();
            await().until(() -> orders.asked.get() > 0);
            assertThat(api.get("/v1/orders.csv").status()).isEqualTo(429);
            await().until(() -> {
                assertThat(orders.asked.get()).isLessThan(MOST_AHEAD + taken.size() / STRETCH_BYTES);
                return ended(client, taken);
            });
        }

        orders.pages = asked -> orders.page(null);
        await().until(() -> api.get("/v1/orders.csv").status() == 200);
    }

    private OrderPage firstThen(int asked, RuntimeException failure) {
        if (asked == 1) {
            return orders.page(NEXT);
        }
        throw failure;
    }

    /** Takes a little; whether the connection ended, in whichever way. */
    private static boolean ended(Socket client, ByteArrayOutputStream taken) {
        try {
            var some = client.getInputStream().readNBytes(64 * 1024);
            taken.writeBytes(some);
            return some.length == 0;
        } catch (IOException e) {
            return true;
        }
    }

    private Socket connect() throws IOException {
        var client = new Socket();
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.getOutputStream().write("GET /v1/orders.csv HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        return client;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        @Primary
        MadeUpOrders madeUpOrders() {
            return new MadeUpOrders();
        }
    }

    /** A list whose pages are made by the test, and how many of them were asked for. */
    static final class MadeUpOrders implements OrderReader {

        private final OrderEntry order =
                FoldedOrder.entry(FoldedOrder.placed(ID, 1).document());
        private final AtomicInteger asked = new AtomicInteger();
        private volatile IntFunction<OrderPage> pages = number -> page(null);

        private OrderPage page(@Nullable OrderPlace next) {
            return new OrderPage(Collections.nCopies(STRETCH, order), next);
        }

        @Override
        public OrderPage list(OrderQuery query, ConsistencyToken token) {
            return pages.apply(asked.incrementAndGet());
        }

        @Override
        public Optional<OrderDocument> find(String orderId, ConsistencyToken token) {
            return Optional.empty();
        }

        @Override
        public Optional<OrderDocument> find(String orderId, AsOf asOf, ConsistencyToken token) {
            return Optional.empty();
        }
    }
}
