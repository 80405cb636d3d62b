package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModelBehindException;
import io.orderstream.query.web.AnswerProperties;
import io.orderstream.query.web.CursorProperties;
import io.orderstream.query.web.SignedCursors;
import io.orderstream.readmodel.order.OrderDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(OrderController.class)
@EnableConfigurationProperties({AnswerProperties.class, CursorProperties.class})
@Import({OrderCursors.class, SignedCursors.class})
class OrderControllerTests {

    private static final String ID = "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11";

    @Autowired
    private MockMvcTester http;

    @Autowired
    private PreparedReader orders;

    @BeforeEach
    void given_one_order() {
        orders.prepare(FoldedOrder.placed(ID, 100).confirmed(101).document());
    }

    @Test
    void an_order_is_shown_as_json() {
        assertThat(http.get().uri("/v1/orders/{id}", ID))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {
                  "orderId": "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11",
                  "revision": 1,
                  "number": "N-0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11",
                  "placedAt": "2026-03-01T09:30:00.123Z",
                  "updatedAt": "2026-03-01T09:30:01.123Z",
                  "lifecycle": "CONFIRMED",
                  "paymentStatus": "UNPAID",
                  "fulfilmentStatus": "UNFULFILLED",
                  "returnStatus": "NONE",
                  "party": {"email": "ada@example.com", "shipping": {"city": "Berlin", "lines": ["1 Main St"]}},
                  "lines": [{
                    "unitPrice": "100.00",
                    "taxRates": [{"code": "VAT", "rate": "0.19"}],
                    "discounts": [{"code": "SPRING", "amount": {"amount": "50.00", "currency": "EUR"}}],
                    "attributes": {"colour": "red"},
                    "amounts": {
                      "net": {"amount": "2950.00", "currency": "EUR"},
                      "taxes": [{"amount": "560.50", "currency": "EUR"}],
                      "tax": {"amount": "560.50", "currency": "EUR"}
                    },
                    "quantities": {"ordered": 30, "active": 30, "shipped": 0}
                  }],
                  "shippingCharges": [{"price": {"amount": "4.90", "currency": "EUR"}}],
                  "totals": {"grand": {"amount": "3516.33", "currency": "EUR"}}
                }
                """);
    }

    @Test
    void amounts_have_the_decimals_of_their_currency() {
        orders.prepare(
                FoldedOrder.placed(ID, 100, FoldedOrder.PLACED_AT, "JPY", "c1").document());

        assertThat(http.get().uri("/v1/orders/{id}", ID))
                .bodyJson()
                .extractingPath("$.totals.grand.amount")
                .isEqualTo("351633");
    }

    @Test
    void a_list_shows_the_money_of_each_order() {
        orders.list(FoldedOrder.placed(ID, 100).document());

        assertThat(http.get().uri("/v1/orders")).bodyJson().isLenientlyEqualTo("""
                {"items": [{"totals": {
                  "grand": {"amount": "3516.33", "currency": "EUR"},
                  "captured": {"amount": "0.00", "currency": "EUR"},
                  "refunded": {"amount": "0.00", "currency": "EUR"},
                  "balance": {"amount": "3516.33", "currency": "EUR"}}}]}
                """);
    }

    @Test
    void payments_are_shown_with_their_amounts() {
        orders.prepare(FoldedOrder.placed(ID, 100).authorized(351_633, 101).document());

        assertThat(http.get().uri("/v1/orders/{id}", ID)).bodyJson().isLenientlyEqualTo("""
                {
                  "paymentStatus": "AUTHORIZED",
                  "payments": [{
                    "paymentId": "p1",
                    "reference": "psp-1",
                    "authorized": {"amount": "3516.33", "currency": "EUR"},
                    "captured": {"amount": "0.00", "currency": "EUR"}
                  }]
                }
                """);
    }

    @Test
    void what_is_only_ours_to_know_is_not_shown() {
        assertThat(http.get().uri("/v1/orders/{id}", ID)).bodyText().doesNotContain("position", "hash", "_class");
    }

    @Test
    void the_entity_tag_changes_with_whatever_is_shown() {
        var before = entityTag();
        orders.prepare(FoldedOrder.placed(ID, 1).confirmed(2).cancelled(3).document());

        assertThat(entityTag()).isNotEqualTo(before).startsWith("W/");
    }

    private @Nullable String entityTag() {
        return http.get().uri("/v1/orders/{id}", ID).exchange().getResponse().getHeader("ETag");
    }

    @Test
    void an_unchanged_order_is_not_sent_again() {
        assertThat(http.get().uri("/v1/orders/{id}", ID).header("If-None-Match", entityTag()))
                .hasStatus(304)
                .body()
                .isEmpty();
    }

    @Test
    void a_changed_order_is_sent_again() {
        assertThat(http.get().uri("/v1/orders/{id}", ID).header("If-None-Match", "\"0\""))
                .hasStatusOk();
    }

    @Test
    void answers_are_not_taken_from_caches_unasked() {
        assertThat(http.get().uri("/v1/orders/{id}", ID)).hasHeader("Cache-Control", "private, no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e12", "not-an-id", "507f1f77bcf86cd799439011"})
    void an_id_without_an_order_is_not_found(String id) {
        assertThat(problem(http.get().uri("/v1/orders/{id}", id).exchange(), 404))
                .isEqualTo("urn:orderstream:problem:unknown-order");
    }

    @Test
    void an_unknown_parameter_is_refused_by_name() {
        assertThat(http.get().uri("/v1/orders/{id}?asAt=2026-01-01T00:00:00Z", ID))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.parameter")
                .isEqualTo("asAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "cursor=x",
                "cursor=",
                "placedFrom=now",
                "placedTo=now",
                "lifecycle=placed",
                "paymentStatus=paid",
                "fulfilmentStatus=x",
                "returnStatus=x",
                "sort=number",
                "currency=XAU",
                "totalFrom=-1&currency=EUR",
                "totalTo=1.234&currency=EUR",
                "customer=c1"
            })
    void a_list_that_cannot_be_asked_for_is_refused_by_the_name_of_the_parameter(String query) {
        assertThat(http.get().uri("/v1/orders?" + query))
                .hasStatus(400)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.parameter")
                .isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=total", "sort=-total", "totalFrom=1&sort=total", "totalTo=1"})
    void totals_compare_within_a_currency_only(String query) {
        assertThat(http.get().uri("/v1/orders?" + query))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.parameter")
                .isEqualTo("currency");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "-1", "1.5", "2026-03-01"})
    void what_is_neither_a_moment_nor_a_revision_is_refused(String asOf) {
        assertThat(http.get().uri("/v1/orders/{id}?asOf={asOf}", ID, asOf))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.parameter")
                .isEqualTo("asOf");
    }

    @Test
    void a_list_has_fifty_orders_unless_asked_otherwise() {
        http.get().uri("/v1/orders").exchange();

        assertThat(orders.queries).extracting(OrderQuery::limit).containsExactly(50);
    }

    @Test
    void the_end_of_a_list_is_said() {
        assertThat(http.get().uri("/v1/orders"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"items\": [], \"next\": null}");
    }

    @Test
    void a_read_is_given_the_token_of_its_request() {
        http.get().uri("/v1/orders").header("Consistency-Token", "42").exchange();

        assertThat(orders.tokens).containsExactly(new ConsistencyToken(42));
    }

    @Test
    void a_read_without_a_token_asks_for_nothing() {
        http.get().uri("/v1/orders").exchange();

        assertThat(orders.tokens).containsExactly(ConsistencyToken.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5", "99999999999999999999", "9999999999999999999", "1, 2"})
    void a_malformed_token_is_refused(String token) {
        var result =
                http.get().uri("/v1/orders").header("Consistency-Token", token).exchange();

        assertThat(problem(result, 400)).isEqualTo("urn:orderstream:problem:invalid-consistency-token");
    }

    @Test
    void two_tokens_are_refused() {
        var result = http.get()
                .uri("/v1/orders")
                .header("Consistency-Token", "1", "2")
                .exchange();

        assertThat(problem(result, 400)).isEqualTo("urn:orderstream:problem:invalid-consistency-token");
    }

    @Test
    void a_read_model_that_is_behind_says_when_to_try_again() {
        orders.fail(new ReadModelBehindException());
        var result = http.get().uri("/v1/orders/{id}", ID).exchange();

        assertThat(problem(result, 503)).isEqualTo("urn:orderstream:problem:read-model-behind");
        assertThat(result).hasHeader("Retry-After", "1");
    }

    @Test
    void a_database_that_is_away_says_when_to_try_again() {
        orders.fail(new DataAccessResourceFailureException("secret-host:27017"));
        var result = http.get().uri("/v1/orders/{id}", ID).exchange();

        assertThat(problem(result, 503)).isEqualTo("urn:orderstream:problem:read-model-unavailable");
        assertThat(result).hasHeader("Retry-After", "1").bodyText().doesNotContain("secret");
    }

    static Stream<RuntimeException> answersThatDidNotCome() {
        return Stream.of(
                new MongoExecutionTimeoutException(50, "secret"),
                new MongoSocketReadTimeoutException("secret", new ServerAddress(), new IOException()),
                new MongoTimeoutException("secret"));
    }

    @ParameterizedTest
    @MethodSource("answersThatDidNotCome")
    void a_database_that_does_not_answer_in_time_says_when_to_try_again(RuntimeException cause) {
        orders.fail(new UncategorizedMongoDbException("secret", cause));

        assertThat(problem(http.get().uri("/v1/orders/{id}", ID).exchange(), 503))
                .isEqualTo("urn:orderstream:problem:read-model-unavailable");
    }

    @Test
    void a_query_that_the_database_does_not_understand_is_a_mistake_of_ours() {
        var refused = new MongoCommandException(BsonDocument.parse("{ok: 0, code: 40324}"), new ServerAddress());
        orders.fail(new UncategorizedMongoDbException("secret", refused));

        assertThat(problem(http.get().uri("/v1/orders/{id}", ID).exchange(), 500))
                .isEqualTo("urn:orderstream:problem:internal-error");
    }

    @Test
    void a_mistake_of_ours_stays_inside() {
        orders.fail(new IllegalStateException("secret"));
        var result = http.get().uri("/v1/orders/{id}", ID).exchange();

        assertThat(problem(result, 500)).isEqualTo("urn:orderstream:problem:internal-error");
        assertThat(result).bodyText().doesNotContain("secret", "Exception");
    }

    @Test
    void an_unknown_path_is_a_problem_document() {
        assertThat(problem(http.get().uri("/v1/nothing").exchange(), 404))
                .isEqualTo("urn:orderstream:problem:not-found");
    }

    @Test
    void a_method_that_is_not_allowed_is_a_problem_document() {
        assertThat(problem(http.post().uri("/v1/orders").exchange(), 405))
                .isEqualTo("urn:orderstream:problem:method-not-allowed");
    }

    @Test
    void a_media_type_that_is_not_served_is_a_problem_document() {
        var result = http.get().uri("/v1/orders").accept(MediaType.TEXT_PLAIN).exchange();

        assertThat(problem(result, 406)).isEqualTo("urn:orderstream:problem:not-acceptable");
    }

    private static Object problem(MvcTestResult result, int status) {
        assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(status);
        var type = new ArrayList<Object>();
        assertThat(result).bodyJson().extractingPath("$.type").satisfies(type::add);
        return type.getFirst();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        PreparedReader preparedReader() {
            return new PreparedReader();
        }
    }

    /** Answers with one order or fails, and records what it was asked. */
    static final class PreparedReader implements OrderReader {

        private final List<OrderQuery> queries = new ArrayList<>();
        private final List<ConsistencyToken> tokens = new ArrayList<>();
        private Optional<OrderDocument> order = Optional.empty();
        private List<OrderEntry> listed = List.of();
        private Optional<RuntimeException> failure = Optional.empty();

        void prepare(OrderDocument only) {
            order = Optional.of(only);
            failure = Optional.empty();
            listed = List.of();
            queries.clear();
            tokens.clear();
        }

        void list(OrderDocument only) {
            listed = List.of(FoldedOrder.entry(only));
        }

        void fail(RuntimeException with) {
            failure = Optional.of(with);
        }

        @Override
        public Optional<OrderDocument> find(String orderId, ConsistencyToken token) {
            answer(token);
            return order.filter(found -> found.id().equals(orderId));
        }

        @Override
        public Optional<OrderDocument> find(String orderId, AsOf asOf, ConsistencyToken token) {
            return find(orderId, token);
        }

        @Override
        public OrderPage list(OrderQuery query, ConsistencyToken token) {
            answer(token);
            queries.add(query);
            return new OrderPage(listed, null);
        }

        private void answer(ConsistencyToken token) {
            tokens.add(token);
            failure.ifPresent(thrown -> {
                throw thrown;
            });
        }
    }
}
