package io.orderstream.local.eventstore.conformance;

import static io.orderstream.local.eventstore.conformance.StoreUnderTest.event;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.events;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.get;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.newStream;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.DeleteStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadResult;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamMetadata;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.SubscribeToStreamOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stream metadata and what it hides, metadata streams, and links. */
public interface MetadataConformance {
    StoreUnderTest store();

    @Test
    default void metadata_is_read_as_it_was_set() {
        String stream = newStream("order");
        var metadata = new StreamMetadata();
        metadata.setMaxCount(12L);
        metadata.setMaxAge(34L);
        metadata.setTruncateBefore(1L);
        metadata.setCustomProperties(Map.of("kind", "retail"));
        get(store().client().setStreamMetadata(stream, metadata));
        assertThat(get(store().client().getStreamMetadata(stream))).isEqualTo(metadata);
    }

    @Test
    default void metadata_set_again_replaces_what_was_there() {
        String stream = newStream("order");
        set(stream, metadata -> metadata.setMaxCount(1L));
        set(stream, metadata -> metadata.setMaxAge(5L));
        StreamMetadata read = get(store().client().getStreamMetadata(stream));
        assertThat(read.getMaxCount()).isNull();
        assertThat(read.getMaxAge()).isEqualTo(5L);
    }

    @Test
    default void a_stream_without_metadata_has_empty_metadata() {
        assertThat(get(store().client().getStreamMetadata(newStream("order")))).isEqualTo(new StreamMetadata());
    }

    @Test
    default void metadata_alone_makes_no_stream() {
        String stream = newStream("order");
        set(stream, metadata -> metadata.setMaxCount(1L));
        assertThatThrownBy(() -> store().typesOf(stream)).isInstanceOf(StreamNotFoundException.class);
    }

    @Test
    default void a_maximum_count_shows_only_the_newest_events() {
        String stream = stored(5);
        set(stream, metadata -> metadata.setMaxCount(2L));
        assertThat(store().typesOf(stream)).containsExactly("type-3", "type-4");
    }

    @Test
    default void a_maximum_count_goes_on_with_the_stream() {
        String stream = stored(5);
        set(stream, metadata -> metadata.setMaxCount(2L));
        store().append(stream, ExpectedRevision.any(), event("new"));
        assertThat(store().typesOf(stream)).containsExactly("type-4", "new");
    }

    @Test
    default void a_maximum_count_holds_for_backward_reads_as_well() {
        String stream = stored(5);
        set(stream, metadata -> metadata.setMaxCount(2L));
        ReadResult read =
                store().read(stream, ReadStreamOptions.get().backwards().fromEnd());
        assertThat(types(read)).containsExactly("type-4", "type-3");
    }

    @Test
    default void what_lies_before_the_truncation_is_hidden() {
        String stream = stored(5);
        set(stream, metadata -> metadata.setTruncateBefore(3L));
        assertThat(store().typesOf(stream)).containsExactly("type-3", "type-4");
    }

    @Test
    default void a_truncation_beyond_the_end_hides_everything_but_the_stream_is_there() {
        String stream = stored(3);
        set(stream, metadata -> metadata.setTruncateBefore(100L));
        assertThat(store().typesOf(stream)).isEmpty();
    }

    @Test
    default void a_read_far_before_the_truncation_tells_where_the_stream_begins() {
        String stream = stored(100);
        set(stream, metadata -> metadata.setTruncateBefore(50L));
        ReadResult read =
                store().read(stream, ReadStreamOptions.get().forwards().fromStart());
        assertThat(read.getEvents()).hasSize(50);
        assertThat(read.getFirstStreamPosition()).isEqualTo(50);
    }

    @Test
    default void events_older_than_the_maximum_age_are_hidden() {
        String stream = stored(2);
        set(stream, metadata -> metadata.setMaxAge(1L));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(store().typesOf(stream)).isEmpty());
        store().append(stream, ExpectedRevision.any(), event("young"));
        assertThat(store().typesOf(stream)).containsExactly("young");
    }

    @Test
    default void a_subscription_catching_up_does_not_get_what_is_hidden() {
        String stream = stored(5);
        set(stream, metadata -> metadata.setTruncateBefore(3L));
        var recorder = new Recorder();
        var subscription = get(store().client()
                .subscribeToStream(
                        stream, recorder, SubscribeToStreamOptions.get().fromStart()));
        await().until(() -> recorder.caughtUp() == 1);
        assertThat(recorder.types()).containsExactly("type-3", "type-4");
        subscription.stop();
    }

    @Test
    default void a_metadata_stream_shows_only_its_newest_event() {
        String stream = stored(1);
        set(stream, metadata -> metadata.setMaxCount(7L));
        set(stream, metadata -> metadata.setMaxCount(8L));
        ReadResult read = store().read("$$" + stream, ReadStreamOptions.get());
        assertThat(read.getEvents()).hasSize(1);
        assertThat(read.getEvents().getFirst().getEvent().getRevision()).isEqualTo(1);
        assertThat(types(read)).containsExactly("$metadata");
    }

    @Test
    default void a_stream_that_began_again_is_truncated_before_its_new_beginning() {
        String stream = stored(3);
        get(store().client().deleteStream(stream, DeleteStreamOptions.get()));
        store().append(stream, ExpectedRevision.any(), event("again"));
        assertThat(get(store().client().getStreamMetadata(stream)).getTruncateBefore())
                .isEqualTo(3L);
    }

    @Test
    default void metadata_set_on_a_deleted_stream_leaves_it_without_its_old_events() {
        String stream = stored(2);
        get(store().client().deleteStream(stream, DeleteStreamOptions.get()));
        set(stream, metadata -> metadata.setMaxCount(10L));
        store().append(stream, ExpectedRevision.any(), event("again"));
        assertThat(store().typesOf(stream)).containsExactly("again");
        assertThat(get(store().client().getStreamMetadata(stream)).getMaxCount())
                .isEqualTo(10L);
    }

    @Test
    default void a_link_is_followed_when_asked() {
        String target = stored(3);
        String links = newStream("links");
        store().append(links, ExpectedRevision.noStream(), link("1@" + target));
        ResolvedEvent read = store().read(links, ReadStreamOptions.get().resolveLinkTos())
                .getEvents()
                .getFirst();
        assertThat(read.getEvent().getEventType()).isEqualTo("type-1");
        assertThat(read.getEvent().getStreamId()).isEqualTo(target);
        assertThat(read.getLink().getStreamId()).isEqualTo(links);
    }

    @Test
    default void a_link_is_itself_when_not_followed() {
        String target = stored(3);
        String links = newStream("links");
        store().append(links, ExpectedRevision.noStream(), link("1@" + target));
        ResolvedEvent read =
                store().read(links, ReadStreamOptions.get()).getEvents().getFirst();
        assertThat(read.getEvent().getEventType()).isEqualTo("$>");
        assertThat(read.getLink()).isNull();
    }

    @Test
    default void a_link_that_leads_nowhere_comes_without_an_event() {
        String links = newStream("links");
        store().append(links, ExpectedRevision.noStream(), link("7@" + newStream("gone")));
        ResolvedEvent read = store().read(links, ReadStreamOptions.get().resolveLinkTos())
                .getEvents()
                .getFirst();
        assertThat(read.getEvent()).isNull();
        assertThat(read.getOriginalEvent().getEventType()).isEqualTo("$>");
    }

    @Test
    default void a_subscription_follows_links_when_asked() {
        String target = stored(2);
        String links = newStream("links");
        store().append(links, ExpectedRevision.noStream(), link("1@" + target));
        var recorder = new Recorder();
        var subscription = get(store().client()
                .subscribeToStream(
                        links,
                        recorder,
                        SubscribeToStreamOptions.get().fromStart().resolveLinkTos()));
        await().until(() -> !recorder.events().isEmpty());
        assertThat(recorder.events().getFirst().getEvent().getStreamId()).isEqualTo(target);
        subscription.stop();
    }

    private static EventData link(String target) {
        return EventData.builderAsBinary("$>", target.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private String stored(int count) {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(count));
        return stream;
    }

    private void set(String stream, Consumer<StreamMetadata> change) {
        var metadata = new StreamMetadata();
        change.accept(metadata);
        get(store().client().setStreamMetadata(stream, metadata));
    }
}
