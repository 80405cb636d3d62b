package io.orderstream.readmodel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import io.orderstream.readmodel.OutOfSequenceException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderProjectionTests {

    private static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00Z");
    private static final OrderContext ORDER = new OrderContext("N-1", "web", "EUR", "c1", "DE", null, PLACED_AT);
    private static final LineAmounts AMOUNTS = new LineAmounts(2_000, 0, 2_000, List.of(380L));
    private static final Totals PLACED_TOTALS = new Totals(2_000, 0, 0, 0, 380, 2_380, 0, 2_380, 0, 0, 0, 2_380);
    private static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final OrderProjection projection = new OrderProjection();

    @Test
    void placing_makes_a_document() {
        OrderDocument order = given().when(0, placed(true));

        assertThat(order.id()).isEqualTo("o1");
        assertThat(order.number()).isEqualTo("N-1");
        assertThat(order.placedAt()).isEqualTo(PLACED_AT);
        assertThat(order.lifecycle()).isEqualTo("PLACED");
        assertThat(order.totals().grand()).isEqualTo(2_380);
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.unitPrice()).isEqualTo("10.00");
            assertThat(line.quantities().active()).isEqualTo(2);
        });
    }

    @Test
    void a_new_order_is_unpaid_unfulfilled_and_not_returned() {
        OrderDocument order = given().when(0, placed(true));

        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.UNPAID);
        assertThat(order.fulfilmentStatus()).isEqualTo(FulfilmentStatus.UNFULFILLED);
        assertThat(order.returnStatus()).isEqualTo(ReturnStatus.NONE);
    }

    @Test
    void an_order_without_anything_to_ship_needs_no_fulfilment() {
        OrderDocument order = given().when(0, placed(false));

        assertThat(order.fulfilmentStatus()).isEqualTo(FulfilmentStatus.NOT_REQUIRED);
    }

    @Test
    void each_event_moves_watermark_revision_and_time() {
        OrderDocument order = given(placed(true)).when(1, new OrderConfirmed(ORDER));

        assertThat(order.lifecycle()).isEqualTo("CONFIRMED");
        assertThat(order.revision()).isEqualTo(1);
        assertThat(order.position()).isEqualTo(101);
        assertThat(order.updatedAt()).isEqualTo(PLACED_AT.plusSeconds(1));
    }

    @Test
    void cancelling_takes_the_lines_off_and_keeps_the_reason() {
        OrderDocument order = given(placed(true), new OrderConfirmed(ORDER))
                .when(
                        2,
                        new OrderCancelled(
                                ORDER, "mistake", List.of(new CancelledLine("l1", "A", 2, AMOUNTS)), NOTHING));

        assertThat(order.lifecycle()).isEqualTo("CANCELLED");
        assertThat(order.cancelReason()).isEqualTo("mistake");
        assertThat(order.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.quantities().active()).isZero());
        assertThat(order.totals().grand()).isZero();
        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.NOT_REQUIRED);
        assertThat(order.fulfilmentStatus()).isEqualTo(FulfilmentStatus.NOT_REQUIRED);
    }

    @Test
    void a_missing_event_is_never_passed_over() {
        Folding order = given(placed(true));

        assertThatThrownBy(() -> order.when(2, new OrderConfirmed(ORDER)))
                .isInstanceOf(OutOfSequenceException.class)
                .hasMessageContaining("up to revision 0")
                .hasMessageContaining("revision 2");
    }

    @Test
    void a_stream_that_does_not_begin_with_placing_is_refused() {
        Folding nothing = given();

        assertThatThrownBy(() -> nothing.when(0, new OrderConfirmed(ORDER))).isInstanceOf(OutOfSequenceException.class);
    }

    private static OrderPlaced placed(boolean requiresShipping) {
        return new OrderPlaced(
                ORDER,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party("c1", null, null, null, null),
                List.of(new OrderPlaced.Line(
                        "l1",
                        "A",
                        null,
                        2,
                        new BigDecimal("10.00"),
                        List.of(new OrderPlaced.TaxRate("VAT", null, new BigDecimal("0.19"))),
                        List.of(),
                        requiresShipping,
                        Map.of(),
                        AMOUNTS)),
                List.of(),
                List.of(),
                PLACED_TOTALS,
                null);
    }

    private Folding given(OrderEvent... events) {
        Folding folding = new Folding(null);
        for (int revision = 0; revision < events.length; revision++) {
            folding = new Folding(folding.when(revision, events[revision]));
        }
        return folding;
    }

    private final class Folding {
        private final @Nullable OrderDocument current;

        private Folding(@Nullable OrderDocument current) {
            this.current = current;
        }

        OrderDocument when(long revision, OrderEvent event) {
            EventMetadata metadata = new EventMetadata(
                    new UUID(0, revision),
                    "hash",
                    "correlation",
                    "causation",
                    new Actor(Actor.Type.SYSTEM, "test"),
                    1,
                    PLACED_AT.plusSeconds(revision),
                    null);
            return projection.fold("o1", current, new StoredEvent("o1", revision, 100 + revision, metadata, event));
        }
    }
}
