package io.orderstream.readmodel.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.readmodel.TestLog;
import io.orderstream.readmodel.TestOrder;
import io.orderstream.readmodel.customer.CustomerDocument.OrderReference;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerProjectionTests {

    private static final Instant EARLIER = Instant.parse("2026-01-10T12:00:00Z");

    private final TestLog log = new TestLog();
    private final CustomerProjection projection = new CustomerProjection();

    @Test
    void a_customers_orders_are_counted_by_currency() {
        order("o1").placed().captured(4_165);
        order("o2").placed().cancelled(2);
        order("o3").in("web", "USD", "US").placed();

        CustomerDocument customer = customer();
        assertThat(customer.currencies().keySet()).containsExactly("EUR", "USD");
        assertThat(customer.currencies().get("EUR").orders()).isEqualTo(2);
        assertThat(customer.currencies().get("EUR").cancelledOrders()).isEqualTo(1);
        assertThat(customer.currencies().get("EUR").captured()).isEqualTo(4_165);
        assertThat(customer.currencies().get("EUR").net()).isEqualTo(4_165);
    }

    @Test
    void first_and_last_order_are_those_by_when_they_were_placed() {
        order("o1").placed();
        order("o2").placedAt(EARLIER).placed();

        assertThat(customer().firstOrder()).isEqualTo(new OrderReference("o2", "N-o2", EARLIER));
        assertThat(customer().lastOrder()).isEqualTo(new OrderReference("o1", "N-o1", TestOrder.PLACED_AT));
    }

    @Test
    void an_order_without_a_customer_touches_no_document() {
        order("o1").of(null).placed().captured(100);

        assertThat(log.fold(projection)).isEmpty();
    }

    @Test
    void documents_of_one_customer_add_up_to_one() {
        order("o1").placed().captured(4_165);
        TestLog elsewhere = new TestLog();
        new TestOrder(elsewhere, "o2").placedAt(EARLIER).placed();
        CustomerDocument whole = both(elsewhere);

        assertThat(whole.currencies().get("EUR").orders()).isEqualTo(2);
        assertThat(whole.firstOrder()).extracting("orderId").isEqualTo("o2");
        assertThat(whole.lastOrder()).extracting("orderId").isEqualTo("o1");
    }

    private CustomerDocument both(TestLog elsewhere) {
        Map<String, CustomerDocument> other = elsewhere.fold(projection, "#1");
        return customer().plus(other.values().iterator().next());
    }

    private CustomerDocument customer() {
        Map<String, CustomerDocument> documents = log.fold(projection);
        assertThat(documents).hasSize(1);
        return documents.values().iterator().next();
    }

    private TestOrder order(String id) {
        return new TestOrder(log, id);
    }
}
