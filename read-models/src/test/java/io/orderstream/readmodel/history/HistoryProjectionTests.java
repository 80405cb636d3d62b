package io.orderstream.readmodel.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.readmodel.TestLog;
import io.orderstream.readmodel.TestOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryProjectionTests {

    private final TestLog log = new TestLog();
    private final HistoryProjection projection = new HistoryProjection();

    @Test
    void every_event_is_a_document_that_says_what_when_and_by_whom() {
        new TestOrder(log, "o1").placed().cancelledUnits(1).captured(2_975);

        assertThat(documents()).extracting(HistoryDocument::id).containsExactly("o1/0", "o1/1", "o1/2");
        assertThat(documents())
                .extracting(HistoryDocument::type)
                .containsExactly("order-placed", "lines-cancelled", "payment-captured");
        assertThat(documents())
                .extracting(HistoryDocument::summary)
                .containsExactly("placed: 3 units for 41.65 EUR", "1 unit taken off, 11.90 EUR", "29.75 EUR captured");
        assertThat(documents().getFirst().occurredAt()).isEqualTo(TestOrder.PLACED_AT);
        assertThat(documents().getFirst().actor()).isEqualTo(new HistoryDocument.Actor("USER", "ada"));
    }

    @Test
    void the_event_is_read_back_as_it_was_recorded() {
        new TestOrder(log, "o1")
                .placed()
                .grantRequested(1)
                .returnReceived(1, 50)
                .cancelled(1);

        assertThat(documents()).map(projection::event).isEqualTo(log.events());
    }

    @Test
    void what_was_cancelled_in_version_1_is_read_back_and_tells_its_units() {
        new TestOrder(log, "o1").placed().cancelledInVersion1(2);

        assertThat(documents()).map(projection::event).isEqualTo(log.events());
        assertThat(documents().getLast().summary()).isEqualTo("cancelled: 3 units taken off");
    }

    @Test
    void a_summary_says_what_a_cancelled_order_amounted_to() {
        new TestOrder(log, "o1").placed().cancelled(2);

        assertThat(documents().getLast().summary()).isEqualTo("cancelled: 41.65 EUR taken off");
    }

    @Test
    void a_summary_has_no_personal_data() {
        new TestOrder(log, "o1").placed();

        assertThat(documents().getFirst().summary()).doesNotContain("ada@example.com");
        assertThat(documents().getFirst().data()).contains("ada@example.com");
    }

    private List<HistoryDocument> documents() {
        return List.copyOf(log.fold(projection).values());
    }
}
