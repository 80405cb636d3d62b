package io.orderstream.projector.channel;

import static io.orderstream.projector.Backing.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.channel.ChannelsProjection.ChannelDocument;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

// tag::test[]
class ChannelsProjectionTests {

    private static final int PLACED = 0;
    private static final int CONFIRMED = 1;
    private static final int CANCELLED = 2;

    private final ChannelsProjection projection = new ChannelsProjection();
    private final Map<String, ChannelDocument> documents = new TreeMap<>();

    @Test
    void an_order_counts_in_its_channel() {
        given(event("order-1", "web", PLACED, 10), event("order-2", "till", PLACED, 11));

        when(event("order-3", "web", PLACED, 12));

        then(new ChannelDocument("till", 11, "till", 1, 0), new ChannelDocument("web", 12, "web", 2, 0));
    }

    @Test
    void an_order_that_is_cancelled_was_placed_all_the_same() {
        given(event("order-1", "web", PLACED, 10), event("order-2", "web", PLACED, 11));

        when(event("order-1", "web", CANCELLED, 12));

        then(new ChannelDocument("web", 12, "web", 2, 1));
    }

    @Test
    void whatever_else_happens_touches_no_document() {
        given(event("order-1", "web", PLACED, 10));

        when(event("order-1", "web", CONFIRMED, 11));

        then(new ChannelDocument("web", 10, "web", 1, 0));
    }

    private void given(StoredEvent... events) {
        for (StoredEvent event : events) {
            when(event);
        }
    }

    private void when(StoredEvent event) {
        projection.keys(event).forEach(key -> documents.put(key, projection.fold(key, documents.get(key), event)));
    }

    private void then(ChannelDocument... expected) {
        assertThat(documents.values()).containsExactly(expected);
    }
}
// end::test[]
