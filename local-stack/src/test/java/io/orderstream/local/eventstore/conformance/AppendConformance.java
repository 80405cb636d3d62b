package io.orderstream.local.eventstore.conformance;

import static io.orderstream.local.eventstore.conformance.StoreUnderTest.event;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.events;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.WriteResult;
import com.eventstore.dbclient.WrongExpectedVersionException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Appending: expectations, repeats, limits, and that what was given is what is kept. */
public interface AppendConformance {
    StoreUnderTest store();

    @Test
    default void an_event_is_kept_as_it_was_given() {
        // given
        String stream = newStream("order");
        var id = UUID.randomUUID();
        EventData given = EventData.builderAsJson(id, "order-placed", "{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                .metadataAsBytes("{\"by\":\"me\"}".getBytes(StandardCharsets.UTF_8))
                .build();
        // when
        store().append(stream, ExpectedRevision.noStream(), given);
        // then
        RecordedEvent kept = store().read(stream, ReadStreamOptions.get())
                .getEvents()
                .getFirst()
                .getEvent();
        assertThat(kept.getStreamId()).isEqualTo(stream);
        assertThat(kept.getEventId()).isEqualTo(id);
        assertThat(kept.getEventType()).isEqualTo("order-placed");
        assertThat(kept.getContentType()).isEqualTo("application/json");
        assertThat(kept.getRevision()).isZero();
        assertThat(kept.getEventData()).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":1}");
        assertThat(kept.getUserMetadata()).asString(StandardCharsets.UTF_8).contains("\"by\":\"me\"");
        assertThat(kept.getCreated())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plusSeconds(5));
    }

    @Test
    default void bytes_that_are_no_json_are_kept_as_they_are() {
        String stream = newStream("order");
        byte[] bytes = {0, -1, 127, -128, 10};
        store().append(
                        stream,
                        ExpectedRevision.any(),
                        EventData.builderAsBinary("blob", bytes).build());
        RecordedEvent kept = store().read(stream, ReadStreamOptions.get())
                .getEvents()
                .getFirst()
                .getEvent();
        assertThat(kept.getEventData()).isEqualTo(bytes);
        assertThat(kept.getContentType()).isEqualTo("application/octet-stream");
    }

    @Test
    default void the_answer_holds_the_revision_and_the_position_of_the_last_event() {
        String stream = newStream("order");
        WriteResult result = store().append(stream, ExpectedRevision.noStream(), events(3));
        RecordedEvent last = store().read(stream, ReadStreamOptions.get())
                .getEvents()
                .getLast()
                .getEvent();
        assertThat(result.getNextExpectedRevision().toRawLong()).isEqualTo(2);
        assertThat(result.getLogPosition()).isEqualTo(last.getPosition());
    }

    @Test
    default void any_revision_appends_to_a_new_stream_and_to_one_that_exists() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.any(), event("first"));
        store().append(stream, ExpectedRevision.any(), event("second"));
        assertThat(store().typesOf(stream)).containsExactly("first", "second");
    }

    @Test
    default void no_stream_refuses_a_stream_that_exists_and_tells_its_revision() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(2));
        var refused = catchThrowableOfType(
                WrongExpectedVersionException.class,
                () -> store().append(stream, ExpectedRevision.noStream(), event("late")));
        assertThat(refused.getActualVersion().toRawLong()).isEqualTo(1);
    }

    @Test
    default void stream_exists_refuses_a_stream_that_does_not() {
        String stream = newStream("order");
        var refused = catchThrowableOfType(
                WrongExpectedVersionException.class,
                () -> store().append(stream, ExpectedRevision.streamExists(), event("early")));
        assertThat(refused.getActualVersion()).isEqualTo(ExpectedRevision.noStream());
    }

    @Test
    default void stream_exists_appends_to_a_stream_that_does() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.any(), event("first"));
        store().append(stream, ExpectedRevision.streamExists(), event("second"));
        assertThat(store().typesOf(stream)).containsExactly("first", "second");
    }

    @Test
    default void the_current_revision_appends() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(2));
        store().append(stream, ExpectedRevision.expectedRevision(1), event("next"));
        assertThat(store().typesOf(stream)).hasSize(3).endsWith("next");
    }

    @Test
    default void an_older_revision_is_refused_with_the_current_one() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(3));
        var refused = catchThrowableOfType(
                WrongExpectedVersionException.class,
                () -> store().append(stream, ExpectedRevision.expectedRevision(1), event("late")));
        assertThat(refused.getActualVersion().toRawLong()).isEqualTo(2);
        assertThat(refused.getNextExpectedRevision().toRawLong()).isEqualTo(1);
        assertThat(refused.getStreamName()).isEqualTo(stream);
    }

    @Test
    default void a_revision_that_is_not_reached_yet_is_refused() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), event("first"));
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.expectedRevision(5), event("early")))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    default void what_is_refused_is_not_stored() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), event("first"));
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.noStream(), event("refused")))
                .isInstanceOf(WrongExpectedVersionException.class);
        assertThat(store().typesOf(stream)).containsExactly("first");
    }

    @Test
    default void a_repeat_at_the_same_revision_stores_nothing_and_answers_as_the_first_time() {
        String stream = newStream("order");
        List<EventData> events = events(2);
        store().append(stream, ExpectedRevision.noStream(), event("first"));
        WriteResult first = store().append(stream, ExpectedRevision.expectedRevision(0), events);
        store().append(stream, ExpectedRevision.expectedRevision(2), event("later"));

        WriteResult repeated = store().append(stream, ExpectedRevision.expectedRevision(0), events);

        assertThat(store().typesOf(stream)).containsExactly("first", "type-0", "type-1", "later");
        assertThat(repeated.getNextExpectedRevision().toRawLong()).isEqualTo(2);
        assertThat(repeated.getLogPosition()).isEqualTo(first.getLogPosition());
    }

    @Test
    default void a_repeat_of_the_creation_stores_nothing() {
        String stream = newStream("order");
        List<EventData> events = events(2);
        store().append(stream, ExpectedRevision.noStream(), events);
        WriteResult repeated = store().append(stream, ExpectedRevision.noStream(), events);
        assertThat(repeated.getNextExpectedRevision().toRawLong()).isEqualTo(1);
        assertThat(store().typesOf(stream)).hasSize(2);
    }

    @Test
    default void a_repeat_with_any_revision_stores_nothing() {
        String stream = newStream("order");
        EventData event = event("once");
        store().append(stream, ExpectedRevision.any(), event);
        store().append(stream, ExpectedRevision.any(), event("other"));
        WriteResult repeated = store().append(stream, ExpectedRevision.any(), event);
        assertThat(repeated.getNextExpectedRevision().toRawLong()).isZero();
        assertThat(store().typesOf(stream)).containsExactly("once", "other");
    }

    @Test
    default void a_repeat_with_stream_exists_stores_nothing() {
        String stream = newStream("order");
        EventData event = event("once");
        store().append(stream, ExpectedRevision.any(), event);
        store().append(stream, ExpectedRevision.streamExists(), event);
        assertThat(store().typesOf(stream)).containsExactly("once");
    }

    @Test
    default void a_repeat_with_something_new_behind_it_is_refused() {
        String stream = newStream("order");
        EventData old = event("old");
        store().append(stream, ExpectedRevision.noStream(), old);
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.noStream(), old, event("new")))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    default void a_repeat_with_something_new_behind_it_is_refused_at_any_revision_too() {
        String stream = newStream("order");
        EventData old = event("old");
        store().append(stream, ExpectedRevision.any(), old);
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.any(), old, event("new")))
                .isInstanceOf(WrongExpectedVersionException.class);
    }

    @Test
    default void the_same_event_id_in_another_stream_is_another_event() {
        EventData event = event("shared");
        String one = newStream("order");
        String other = newStream("order");
        store().append(one, ExpectedRevision.noStream(), event);
        store().append(other, ExpectedRevision.noStream(), event);
        assertThat(store().typesOf(other)).containsExactly("shared");
    }

    @Test
    default void an_append_of_nothing_makes_no_stream() {
        String stream = newStream("order");
        WriteResult result = store().append(stream, ExpectedRevision.noStream(), List.of());
        assertThat(result.getNextExpectedRevision()).isEqualTo(ExpectedRevision.noStream());
    }

    @Test
    default void an_append_larger_than_a_mebibyte_is_refused() {
        String stream = newStream("order");
        EventData large =
                EventData.builderAsBinary("large", new byte[1024 * 1024 + 1]).build();
        assertThatThrownBy(() -> store().append(stream, ExpectedRevision.any(), large))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    default void an_append_of_just_under_a_mebibyte_is_stored_whole() {
        String stream = newStream("order");
        byte[] bytes = new byte[1024 * 1024 - 1024];
        bytes[bytes.length - 1] = 42;
        store().append(
                        stream,
                        ExpectedRevision.any(),
                        EventData.builderAsBinary("large", bytes).build());
        assertThat(store().read(stream, ReadStreamOptions.get())
                        .getEvents()
                        .getFirst()
                        .getEvent()
                        .getEventData())
                .isEqualTo(bytes);
    }

    @Test
    default void a_stream_may_be_named_in_any_script() {
        String stream = newStream("bestellung-größe-注文");
        store().append(stream, ExpectedRevision.noStream(), event("первый"));
        assertThat(store().typesOf(stream)).containsExactly("первый");
    }
}
