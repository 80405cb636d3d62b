package io.orderstream.local.eventstore.conformance;

import static io.orderstream.local.eventstore.conformance.StoreUnderTest.event;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.events;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.get;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.DeleteResult;
import com.eventstore.dbclient.DeleteStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadResult;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamDeletedException;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.SubscribeToStreamOptions;
import com.eventstore.dbclient.WriteResult;
import com.eventstore.dbclient.WrongExpectedVersionException;
import org.junit.jupiter.api.Test;

/** Soft deletion, after which a stream may begin again, and tombstones, after which it may not. */
public interface DeletionConformance {
    StoreUnderTest store();

    @Test
    default void a_deleted_stream_is_not_found() {
        String stream = stored(2);
        delete(stream, ExpectedRevision.any());
        assertThatThrownBy(() -> store().typesOf(stream)).isInstanceOf(StreamNotFoundException.class);
    }

    @Test
    default void a_deleted_stream_begins_again_as_a_new_one_and_counts_on() {
        String stream = stored(2);
        delete(stream, ExpectedRevision.any());
        WriteResult result = store().append(stream, ExpectedRevision.noStream(), event("again"));
        assertThat(result.getNextExpectedRevision().toRawLong()).isEqualTo(2);
        ReadResult read = store().read(stream, ReadStreamOptions.get());
        assertThat(read.getEvents())
                .extracting(event -> event.getEvent().getEventType())
                .containsExactly("again");
    }

    @Test
    default void a_deleted_stream_begins_again_at_its_last_revision_too() {
        String stream = stored(2);
        delete(stream, ExpectedRevision.any());
        store().append(stream, ExpectedRevision.expectedRevision(1), event("again"));
        assertThat(store().typesOf(stream)).containsExactly("again");
    }

    @Test
    default void a_stream_deleted_twice_begins_again_twice() {
        String stream = stored(1);
        delete(stream, ExpectedRevision.any());
        store().append(stream, ExpectedRevision.any(), event("second"));
        delete(stream, ExpectedRevision.any());
        store().append(stream, ExpectedRevision.any(), event("third"));
        assertThat(store().typesOf(stream)).containsExactly("third");
    }

    @Test
    default void a_deleted_stream_does_not_exist_for_who_expects_one() {
        String stream = stored(1);
        delete(stream, ExpectedRevision.any());
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.streamExists(), event("late")))
                .isInstanceOf(StreamDeletedException.class);
    }

    @Test
    default void the_repeat_of_a_deleted_streams_creation_is_still_a_repeat() {
        String stream = newStream("order");
        EventData created = event("created");
        store().append(stream, ExpectedRevision.noStream(), created);
        delete(stream, ExpectedRevision.any());
        store().append(stream, ExpectedRevision.noStream(), created);
        assertThatThrownBy(() -> store().typesOf(stream)).isInstanceOf(StreamNotFoundException.class);
    }

    @Test
    default void a_delete_at_the_wrong_revision_is_refused_with_the_current_one() {
        String stream = stored(3);
        var refused = catchThrowableOfType(
                WrongExpectedVersionException.class, () -> delete(stream, ExpectedRevision.expectedRevision(0)));
        assertThat(refused.getActualVersion().toRawLong()).isEqualTo(2);
        assertThat(store().typesOf(stream)).hasSize(3);
    }

    @Test
    default void a_stream_that_never_was_cannot_be_deleted() {
        assertThatThrownBy(() -> delete(newStream("order"), ExpectedRevision.any()))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    default void what_a_deleted_stream_held_is_still_in_all() {
        String stream = newStream("order");
        WriteResult written = store().append(stream, ExpectedRevision.noStream(), event("kept"));
        delete(stream, ExpectedRevision.any());
        ResolvedEvent read = store().readAll(ReadAllOptions.get()
                        .forwards()
                        .fromPosition(written.getLogPosition())
                        .maxCount(1))
                .getFirst();
        assertThat(read.getEvent().getEventType()).isEqualTo("kept");
    }

    @Test
    default void a_deletion_has_a_position_after_what_it_deleted() {
        String stream = newStream("order");
        WriteResult written = store().append(stream, ExpectedRevision.noStream(), event("kept"));
        DeleteResult deleted = delete(stream, ExpectedRevision.any());
        assertThat(deleted.getPosition()).isGreaterThan(written.getLogPosition());
    }

    @Test
    default void a_tombstoned_stream_takes_nothing_more() {
        String stream = stored(1);
        tombstone(stream, ExpectedRevision.any());
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.any(), event("late")))
                .isInstanceOf(StreamDeletedException.class);
    }

    @Test
    default void a_tombstoned_stream_cannot_be_read() {
        String stream = stored(1);
        tombstone(stream, ExpectedRevision.any());
        assertThatThrownBy(() -> store().typesOf(stream))
                .isNotInstanceOf(StreamNotFoundException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    default void a_tombstoned_stream_cannot_be_deleted_again() {
        String stream = stored(1);
        tombstone(stream, ExpectedRevision.any());
        assertThatThrownBy(() -> tombstone(stream, ExpectedRevision.any())).isInstanceOf(StreamDeletedException.class);
        assertThatThrownBy(() -> delete(stream, ExpectedRevision.any())).isInstanceOf(StreamDeletedException.class);
    }

    @Test
    default void a_stream_that_never_was_may_be_tombstoned() {
        String stream = newStream("order");
        tombstone(stream, ExpectedRevision.noStream());
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.any(), event("late")))
                .isInstanceOf(StreamDeletedException.class);
    }

    @Test
    default void a_tombstone_at_the_wrong_revision_is_refused() {
        String stream = stored(2);
        assertThatThrownBy(() -> tombstone(stream, ExpectedRevision.expectedRevision(0)))
                .isInstanceOf(WrongExpectedVersionException.class);
        assertThat(store().typesOf(stream)).hasSize(2);
    }

    @Test
    default void a_subscription_to_a_tombstoned_stream_ends_with_an_error() {
        String stream = stored(1);
        tombstone(stream, ExpectedRevision.any());
        var recorder = new Recorder();
        store().client()
                .subscribeToStream(
                        stream, recorder, SubscribeToStreamOptions.get().fromStart());
        await().until(() -> recorder.ended().isDone());
        assertThat(recorder.ended().join()).isNotNull();
        assertThat(recorder.events()).isEmpty();
    }

    @Test
    default void a_live_subscription_is_told_of_the_tombstone_and_ends() {
        String stream = stored(1);
        var recorder = new Recorder();
        get(store().client()
                .subscribeToStream(
                        stream, recorder, SubscribeToStreamOptions.get().fromStart()));
        await().until(() -> recorder.caughtUp() == 1);
        tombstone(stream, ExpectedRevision.any());
        await().until(() -> recorder.ended().isDone());
        assertThat(recorder.types()).containsExactly("type-0", "$streamDeleted");
    }

    private String stored(int count) {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(count));
        return stream;
    }

    private DeleteResult delete(String stream, ExpectedRevision expected) {
        return get(
                store().client().deleteStream(stream, DeleteStreamOptions.get().expectedRevision(expected)));
    }

    private DeleteResult tombstone(String stream, ExpectedRevision expected) {
        return get(store().client()
                .tombstoneStream(stream, DeleteStreamOptions.get().expectedRevision(expected)));
    }
}
