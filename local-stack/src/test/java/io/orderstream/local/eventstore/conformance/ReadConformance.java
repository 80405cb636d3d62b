package io.orderstream.local.eventstore.conformance;

import static io.orderstream.local.eventstore.conformance.StoreUnderTest.event;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.events;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.newStream;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadResult;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.WriteResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading streams and {@code $all}, both ways, from anywhere. */
public interface ReadConformance {
    StoreUnderTest store();

    @Test
    default void a_stream_is_read_in_the_order_it_was_written() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(100));
        assertThat(store().typesOf(stream))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "type-" + i).toList());
    }

    @Test
    default void a_stream_is_read_backwards_from_its_end() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(3));
        ReadResult read =
                store().read(stream, ReadStreamOptions.get().backwards().fromEnd());
        assertThat(types(read)).containsExactly("type-2", "type-1", "type-0");
    }

    @Test
    default void a_stream_is_read_forwards_from_a_revision_on() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(5));
        ReadResult read =
                store().read(stream, ReadStreamOptions.get().forwards().fromRevision(3));
        assertThat(types(read)).containsExactly("type-3", "type-4");
    }

    @Test
    default void a_stream_is_read_backwards_from_a_revision_on() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(5));
        ReadResult read =
                store().read(stream, ReadStreamOptions.get().backwards().fromRevision(1));
        assertThat(types(read)).containsExactly("type-1", "type-0");
    }

    @Test
    default void a_stream_is_read_backwards_from_its_start_as_its_first_event() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(5));
        ReadResult read =
                store().read(stream, ReadStreamOptions.get().backwards().fromStart());
        assertThat(types(read)).containsExactly("type-0");
    }

    @Test
    default void no_more_is_read_of_a_stream_than_was_asked_for() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(50));
        ReadResult read = store().read(
                        stream, ReadStreamOptions.get().forwards().fromStart().maxCount(33));
        assertThat(read.getEvents()).hasSize(33);
    }

    @Test
    default void a_stream_that_was_never_written_is_not_found() {
        assertThatThrownBy(() -> store().typesOf(newStream("order"))).isInstanceOf(StreamNotFoundException.class);
    }

    @Test
    default void a_read_tells_the_last_revision_of_the_stream() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(7));
        ReadResult read = store().read(
                        stream, ReadStreamOptions.get().forwards().fromStart().maxCount(2));
        assertThat(read.getLastStreamPosition()).isEqualTo(6);
    }

    @Test
    default void a_read_from_beyond_the_end_is_empty() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(3));
        ReadResult read =
                store().read(stream, ReadStreamOptions.get().forwards().fromRevision(10));
        assertThat(read.getEvents()).isEmpty();
        assertThat(read.getLastStreamPosition()).isEqualTo(2);
    }

    @Test
    default void revisions_count_from_zero_without_gaps() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(2));
        store().append(stream, ExpectedRevision.any(), events(2));
        assertThat(store().read(stream, ReadStreamOptions.get()).getEvents())
                .extracting(read -> read.getEvent().getRevision())
                .containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    default void all_is_read_in_the_order_of_positions_which_only_grow() {
        Position before = store().append(newStream("mark"), ExpectedRevision.any(), event("mark"))
                .getLogPosition();
        IntStream.range(0, 20).forEach(i -> store().append(newStream("order"), ExpectedRevision.any(), events(2)));
        List<ResolvedEvent> read =
                store().readAll(ReadAllOptions.get().forwards().fromPosition(before));
        assertThat(read).hasSizeGreaterThanOrEqualTo(41);
        assertThat(read).extracting(ReadConformance::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void all_is_read_forwards_with_the_event_at_the_given_position() {
        WriteResult first = store().append(newStream("order"), ExpectedRevision.any(), event("first"));
        store().append(newStream("order"), ExpectedRevision.any(), event("second"));
        List<ResolvedEvent> read = store().readAll(ReadAllOptions.get()
                .forwards()
                .fromPosition(first.getLogPosition())
                .maxCount(2));
        assertThat(read).extracting(event -> event.getEvent().getEventType()).containsExactly("first", "second");
    }

    @Test
    default void all_is_read_backwards_without_the_event_at_the_given_position() {
        store().append(newStream("order"), ExpectedRevision.any(), event("first"));
        WriteResult second = store().append(newStream("order"), ExpectedRevision.any(), event("second"));
        List<ResolvedEvent> read = store().readAll(ReadAllOptions.get()
                .backwards()
                .fromPosition(second.getLogPosition())
                .maxCount(1));
        assertThat(read).extracting(event -> event.getEvent().getEventType()).containsExactly("first");
    }

    @Test
    default void all_is_read_backwards_from_its_end() {
        store().append(newStream("order"), ExpectedRevision.any(), event("first"));
        store().append(newStream("order"), ExpectedRevision.any(), event("second"));
        List<ResolvedEvent> read =
                store().readAll(ReadAllOptions.get().backwards().fromEnd().maxCount(2));
        assertThat(read).extracting(event -> event.getEvent().getEventType()).containsExactly("second", "first");
    }

    @Test
    default void all_has_nothing_after_its_end_and_nothing_before_its_start() {
        store().append(newStream("order"), ExpectedRevision.any(), event("some"));
        assertThat(store().readAll(ReadAllOptions.get().forwards().fromEnd())).isEmpty();
        assertThat(store().readAll(ReadAllOptions.get().backwards().fromStart()))
                .isEmpty();
    }

    @Test
    default void no_more_is_read_of_all_than_was_asked_for() {
        store().append(newStream("order"), ExpectedRevision.any(), events(40));
        assertThat(store().readAll(ReadAllOptions.get().forwards().fromStart().maxCount(35)))
                .hasSize(35);
    }

    @Test
    default void an_event_read_from_all_carries_its_stream_and_revision() {
        String stream = newStream("order");
        WriteResult result = store().append(stream, ExpectedRevision.noStream(), events(3));
        ResolvedEvent read = store().readAll(ReadAllOptions.get()
                        .forwards()
                        .fromPosition(result.getLogPosition())
                        .maxCount(1))
                .getFirst();
        assertThat(read.getEvent().getStreamId()).isEqualTo(stream);
        assertThat(read.getEvent().getRevision()).isEqualTo(2);
        assertThat(read.getPosition()).contains(result.getLogPosition());
    }

    private static long position(ResolvedEvent event) {
        return event.getOriginalEvent().getPosition().getCommitUnsigned();
    }
}
