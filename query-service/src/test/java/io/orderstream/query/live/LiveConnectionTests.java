package io.orderstream.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveConnectionTests {

    private final LiveConnection connection = new LiveConnection(2);

    @Test
    void what_waits_is_taken_in_the_order_it_came() throws InterruptedException {
        connection.offer(List.of(message("a"), message("b")));

        assertThat(keys()).containsExactly("a", "b");
    }

    @Test
    void what_was_taken_waits_no_more() throws InterruptedException {
        connection.offer(List.of(message("a")));
        keys();

        assertThat(connection.take(Duration.ZERO)).isEmpty();
    }

    @Test
    void of_one_thing_only_the_last_update_waits_and_it_comes_last() throws InterruptedException {
        var last = message("a");
        connection.offer(List.of(message("a"), message("b"), last));

        var taken = connection.take(Duration.ZERO);

        assertThat(taken).extracting(LiveMessage::key).containsExactly("b", "a");
        assertThat(taken.getLast()).isSameAs(last);
    }

    @Test
    void a_client_for_whom_too_many_things_wait_is_too_slow() throws InterruptedException {
        connection.offer(IntStream.range(0, 3)
                .mapToObj(number -> message("order-" + number))
                .toList());

        assertThat(connection.ended()).isEqualTo(LiveConnection.End.TOO_SLOW);
        assertThat(connection.take(Duration.ZERO)).isEmpty();
    }

    @Test
    void updates_of_few_things_never_make_a_client_too_slow() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            connection.offer(List.of(message("a"), message("b")));
        }

        assertThat(connection.ended()).isNull();
        assertThat(keys()).containsExactly("a", "b");
    }

    @Test
    void a_reset_takes_the_place_of_all_that_waits() throws InterruptedException {
        connection.offer(List.of(message("a"), LiveMessage.reset(new LivePosition(java.util.Map.of())), message("b")));

        assertThat(keys()).containsExactly("reset", "b");
    }

    @Test
    void a_connection_that_has_to_end_does_not_wait() throws InterruptedException {
        connection.end(LiveConnection.End.SHUTDOWN);

        assertThat(connection.take(Duration.ofDays(1))).isEmpty();
        assertThat(connection.ended()).isEqualTo(LiveConnection.End.SHUTDOWN);
    }

    private List<String> keys() throws InterruptedException {
        return connection.take(Duration.ZERO).stream().map(LiveMessage::key).toList();
    }

    private static LiveMessage message(String key) {
        return new LiveMessage(key, new byte[0]);
    }
}
