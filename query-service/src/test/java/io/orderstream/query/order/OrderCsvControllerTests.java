package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModelBehindException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.LinkedMultiValueMap;

class OrderCsvControllerTests {

    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final OrderControllerTests.PreparedReader orders = new OrderControllerTests.PreparedReader();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void no_more_is_exported_at_a_time_than_is_allowed() {
        var controller = new OrderCsvController(orders, new ExportProperties(0, DEADLINE));

        assertThatExceptionOfType(TooManyExportsException.class)
                .isThrownBy(() -> export(controller))
                .satisfies(
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(429))
                .satisfies(problem ->
                        assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("5"));
    }

    @Test
    void an_export_that_ended_makes_room_for_another_whatever_it_ended_with() throws IOException {
        var controller = new OrderCsvController(orders, new ExportProperties(1, DEADLINE));
        orders.fail(new ReadModelBehindException());
        assertThatExceptionOfType(ReadModelBehindException.class).isThrownBy(() -> export(controller));

        orders.prepare(FoldedOrder.placed("o1", 1).document());
        export(controller);
        export(controller);

        assertThat(response.getContentAsString()).startsWith("orderId,number,");
    }

    private void export(OrderCsvController controller) throws IOException {
        controller.export(new LinkedMultiValueMap<>(), ConsistencyToken.NONE, response);
    }
}
