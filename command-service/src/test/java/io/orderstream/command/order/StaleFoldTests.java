package io.orderstream.command.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.CommandOutcome.Done;
import io.orderstream.command.order.CommandOutcome.Refused;
import io.orderstream.command.order.CommandOutcome.Stale;
import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.Item;
import io.orderstream.command.order.domain.OrderCommand;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.PlaceOrder.Address;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** Two instances on one log: what one has in memory is behind what the other recorded, and its answers are true all the same. */
class StaleFoldTests {

    private final RecordingStore store = new RecordingStore();
    private final OrderClient behind = new OrderClient(store, DataSize.ofMegabytes(1));
    private final OrderClient other = new OrderClient(store, DataSize.ofMegabytes(1));

    @Test
    void what_the_order_no_longer_refuses_is_done() {
        // given
        String order = behind.placed(1);
        other.handle(order, new ConfirmOrder());

        // when
        CommandOutcome outcome =
                behind.outcome(order, new AllocateFulfillment("f1", "berlin", List.of(new Item("l1", 1))));

        // then
        assertThat(outcome).isInstanceOf(Done.class);
        assertThat(store.events(order)).isEqualTo(3);
    }

    @Test
    void what_the_order_no_longer_allows_is_refused() {
        // given
        String order = behind.placed(1);
        other.handle(order, new CancelOrder(""));

        // when
        CommandOutcome outcome = behind.outcome(order, new ConfirmOrder());

        // then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("wrong-lifecycle"));
        assertThat(store.events(order)).isEqualTo(2);
    }

    @Test
    void what_was_so_already_and_is_no_longer_is_done() {
        // given
        String order = behind.placed(1);
        behind.handle(order, to("Berlin"));
        other.handle(order, to("Hamburg"));

        // when
        CommandOutcome outcome = behind.outcome(order, to("Berlin"));

        // then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.order().revision()).isEqualTo(3));
        assertThat(store.events(order)).isEqualTo(4);
    }

    @Test
    void what_is_so_meanwhile_is_not_done_again() {
        // given
        String order = behind.placed(1);
        other.handle(order, new ConfirmOrder());

        // when
        CommandOutcome outcome = behind.outcome(order, new ConfirmOrder());

        // then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.order().revision()).isEqualTo(1));
        assertThat(store.events(order)).isEqualTo(2);
    }

    @Test
    void a_revision_that_is_newer_than_the_memory_is_current() {
        // given
        String order = behind.placed(1);
        other.handle(order, OrderClient.note());

        // when
        CommandOutcome outcome = behind.outcome(order, new ConfirmOrder(), UUID.randomUUID(), 1L);

        // then
        assertThat(outcome).isInstanceOf(Done.class);
        assertThat(store.events(order)).isEqualTo(3);
    }

    @Test
    void a_revision_as_old_as_the_memory_is_stale() {
        // given
        String order = behind.placed(1);
        other.handle(order, OrderClient.note());

        // when
        CommandOutcome outcome = behind.outcome(order, new ConfirmOrder(), UUID.randomUUID(), 0L);

        // then
        assertThat(outcome).isEqualTo(new Stale(1));
        assertThat(store.events(order)).isEqualTo(2);
    }

    @Test
    void a_command_that_the_other_did_is_not_done_again_and_has_its_first_answer() {
        // given
        String order = behind.placed(1);
        UUID command = UUID.randomUUID();
        other.outcome(order, OrderClient.note(), command, null);
        other.handle(order, OrderClient.note());

        // when
        CommandOutcome again = behind.outcome(order, OrderClient.note(), command, null);

        // then
        assertThat(again).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.replayed()).isTrue();
            assertThat(done.order().revision()).isEqualTo(1);
        });
        assertThat(store.events(order)).isEqualTo(3);
    }

    private static OrderCommand to(String city) {
        return new ChangeShippingAddress(new Address("Ada", List.of("1 Main St"), city, null, "10115", "DE"));
    }
}
