package io.orderstream.local.eventstore.conformance;

import static io.orderstream.local.eventstore.conformance.StoreUnderTest.event;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.events;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.get;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.SubscribeToStreamOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionFilter;
import com.eventstore.dbclient.SubscriptionFilterBuilder;
import io.orderstream.local.eventstore.conformance.Recorder.CaughtUp;
import io.orderstream.local.eventstore.conformance.Recorder.Event;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Catch-up subscriptions to a stream and to {@code $all}. */
public interface SubscriptionConformance {
    StoreUnderTest store();

    @Test
    default void a_stream_subscription_gets_what_is_stored_and_then_what_is_new() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), event("stored"));
        var recorder = new Recorder();
        var subscription = subscribe(stream, SubscribeToStreamOptions.get().fromStart(), recorder);
        await().until(() -> recorder.caughtUp() == 1);

        store().append(stream, ExpectedRevision.any(), event("new"));

        await().untilAsserted(() -> assertThat(recorder.types()).containsExactly("stored", "new"));
        subscription.stop();
    }

    @Test
    default void a_stream_subscription_is_told_once_that_it_caught_up_after_what_was_stored() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(40));
        var recorder = new Recorder();
        var subscription = subscribe(stream, SubscribeToStreamOptions.get().fromStart(), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        store().append(stream, ExpectedRevision.any(), event("new"));
        await().until(() -> recorder.events().size() == 41);
        assertThat(recorder.heard().get(40)).isInstanceOf(CaughtUp.class);
        assertThat(recorder.caughtUp()).isEqualTo(1);
        subscription.stop();
    }

    @Test
    default void a_stream_subscription_begins_after_the_given_revision() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), events(4));
        var recorder = new Recorder();
        var subscription = subscribe(stream, SubscribeToStreamOptions.get().fromRevision(1), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        assertThat(recorder.types()).containsExactly("type-2", "type-3");
        subscription.stop();
    }

    @Test
    default void a_stream_subscription_from_the_end_gets_only_what_is_new() {
        String stream = newStream("order");
        store().append(stream, ExpectedRevision.noStream(), event("stored"));
        var recorder = new Recorder();
        var subscription = subscribe(stream, SubscribeToStreamOptions.get().fromEnd(), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        store().append(stream, ExpectedRevision.any(), event("new"));
        await().untilAsserted(() -> assertThat(recorder.types()).containsExactly("new"));
        subscription.stop();
    }

    @Test
    default void a_stream_may_be_subscribed_to_before_it_exists() {
        String stream = newStream("order");
        var recorder = new Recorder();
        var subscription = subscribe(stream, SubscribeToStreamOptions.get().fromStart(), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        store().append(stream, ExpectedRevision.noStream(), events(2));
        await().untilAsserted(() -> assertThat(recorder.types()).containsExactly("type-0", "type-1"));
        subscription.stop();
    }

    @Test
    default void a_stream_subscription_gets_nothing_of_other_streams() {
        String stream = newStream("order");
        var recorder = new Recorder();
        var subscription = subscribe(stream, SubscribeToStreamOptions.get().fromStart(), recorder);
        store().append(newStream("order"), ExpectedRevision.any(), event("other"));
        store().append(stream, ExpectedRevision.any(), event("own"));
        await().until(() -> !recorder.events().isEmpty());
        assertThat(recorder.types()).containsExactly("own");
        subscription.stop();
    }

    @Test
    default void a_subscription_to_all_begins_after_the_given_position() {
        Position mark = store().append(newStream("order"), ExpectedRevision.any(), event("mark"))
                .getLogPosition();
        store().append(newStream("order"), ExpectedRevision.any(), event("stored"));
        var recorder = new Recorder();
        var subscription = subscribeToAll(SubscribeToAllOptions.get().fromPosition(mark), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        store().append(newStream("order"), ExpectedRevision.any(), event("new"));
        await().untilAsserted(() -> assertThat(recorder.types()).containsExactly("stored", "new"));
        subscription.stop();
    }

    @Test
    default void a_subscription_to_all_from_its_start_gets_everything_in_order() {
        store().append(newStream("order"), ExpectedRevision.any(), events(10));
        var recorder = new Recorder();
        var subscription = subscribeToAll(SubscribeToAllOptions.get().fromStart(), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        assertThat(recorder.events())
                .hasSizeGreaterThanOrEqualTo(10)
                .extracting(event -> event.getOriginalEvent().getPosition().getCommitUnsigned())
                .isSorted()
                .doesNotHaveDuplicates();
        subscription.stop();
    }

    @Test
    default void a_subscription_to_all_from_its_end_gets_only_what_is_new() {
        store().append(newStream("order"), ExpectedRevision.any(), event("stored"));
        var recorder = new Recorder();
        var subscription = subscribeToAll(SubscribeToAllOptions.get().fromEnd(), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        store().append(newStream("order"), ExpectedRevision.any(), event("new"));
        await().untilAsserted(() -> assertThat(recorder.types()).containsExactly("new"));
        subscription.stop();
    }

    @Test
    default void a_filter_by_stream_prefix_lets_only_those_streams_through() {
        String prefix = "f" + UUID.randomUUID();
        expectOnlyWanted(
                SubscriptionFilter.newBuilder().addStreamNamePrefix(prefix), prefix + "-1", "wanted", "other", "any");
    }

    @Test
    default void a_filter_by_stream_expression_lets_only_those_streams_through() {
        String name = "f" + UUID.randomUUID();
        expectOnlyWanted(
                SubscriptionFilter.newBuilder().withStreamNameRegularExpression("^" + name + "-\\d+$"),
                name + "-7",
                "wanted",
                name + "-x",
                "any");
    }

    @Test
    default void a_filter_by_type_prefix_lets_only_those_types_through() {
        String type = "t" + UUID.randomUUID();
        expectOnlyWanted(
                SubscriptionFilter.newBuilder().addEventTypePrefix(type), "any", type + "-placed", "any", "other");
    }

    @Test
    default void a_filter_by_type_expression_lets_only_those_types_through() {
        String type = "t" + UUID.randomUUID();
        expectOnlyWanted(
                SubscriptionFilter.newBuilder().withEventTypeRegularExpression(type + "-(placed|shipped)$"),
                "any",
                type + "-placed",
                "any",
                type + "-lost");
    }

    /** The same before the hand-over from stored to live and after it. */
    private void expectOnlyWanted(
            SubscriptionFilterBuilder filter, String stream, String type, String otherStream, String otherType) {
        String wantedStream = stream.equals("any") ? newStream("any") : stream;
        String unwantedStream = otherStream.equals("any") ? newStream("any") : otherStream;
        store().append(unwantedStream, ExpectedRevision.any(), event(otherType));
        store().append(wantedStream, ExpectedRevision.any(), event(type));
        var recorder = new Recorder();
        var subscription =
                subscribeToAll(SubscribeToAllOptions.get().fromStart().filter(filter.build()), recorder);
        await().until(() -> recorder.caughtUp() == 1);

        store().append(unwantedStream, ExpectedRevision.any(), event(otherType));
        store().append(wantedStream, ExpectedRevision.any(), event(type));

        await().until(() -> recorder.events().size() >= 2);
        assertThat(recorder.types()).containsExactly(type, type);
        assertThat(recorder.events())
                .allSatisfy(event -> assertThat(event.getEvent().getStreamId()).isEqualTo(wantedStream));
        subscription.stop();
    }

    @Test
    default void a_filtered_subscription_gets_checkpoints_though_nothing_matches() {
        String marker = newStream("mark");
        Position before =
                store().append(marker, ExpectedRevision.any(), event("mark")).getLogPosition();
        var recorder = new Recorder();
        var filter = SubscriptionFilter.newBuilder()
                .addStreamNamePrefix("nothing-" + UUID.randomUUID())
                .withMaxWindow(5)
                .withCheckpointer(recorder::onCheckpoint, 2)
                .build();
        var subscription =
                subscribeToAll(SubscribeToAllOptions.get().fromPosition(before).filter(filter), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        int before10 = recorder.checkpoints().size();

        Position last = store().append(newStream("order"), ExpectedRevision.any(), events(10))
                .getLogPosition();

        await().until(() -> recorder.checkpoints().size() > before10);
        assertThat(recorder.events()).isEmpty();
        assertThat(recorder.checkpoints().getLast()).isGreaterThan(before).isLessThanOrEqualTo(last);
        subscription.stop();
    }

    @Test
    default void a_checkpoint_never_passes_an_event_that_was_not_sent() {
        String prefix = "c" + UUID.randomUUID();
        var recorder = new Recorder();
        var filter = SubscriptionFilter.newBuilder()
                .addStreamNamePrefix(prefix)
                .withMaxWindow(1)
                .withCheckpointer(recorder::onCheckpoint, 3)
                .build();
        var subscription = subscribeToAll(SubscribeToAllOptions.get().fromEnd().filter(filter), recorder);
        await().until(() -> recorder.caughtUp() == 1);
        for (int i = 0; i < 30; i++) {
            store().append(newStream(i % 2 == 0 ? prefix : "order"), ExpectedRevision.any(), event("e"));
        }
        await().until(() ->
                recorder.events().size() == 15 && recorder.checkpoints().size() >= 10);
        long sent = -1;
        for (var heard : recorder.heard()) {
            if (heard instanceof Event event) {
                sent = event.event().getOriginalEvent().getPosition().getCommitUnsigned();
                long passed = recorder.heard().subList(0, recorder.heard().indexOf(heard)).stream()
                        .filter(Recorder.Checkpoint.class::isInstance)
                        .mapToLong(
                                each -> ((Recorder.Checkpoint) each).position().getCommitUnsigned())
                        .max()
                        .orElse(-1);
                assertThat(sent).isGreaterThan(passed);
            }
        }
        assertThat(sent).isPositive();
        subscription.stop();
    }

    @Test
    default void a_subscription_goes_on_from_a_checkpoint_without_a_gap() {
        String prefix = "r" + UUID.randomUUID();
        var first = new Recorder();
        var filter = SubscriptionFilter.newBuilder()
                .addStreamNamePrefix(prefix)
                .withMaxWindow(2)
                .withCheckpointer(first::onCheckpoint, 1)
                .build();
        var subscription = subscribeToAll(SubscribeToAllOptions.get().fromEnd().filter(filter), first);
        await().until(() -> first.caughtUp() == 1);
        store().append(newStream("other"), ExpectedRevision.any(), events(6));
        await().until(() -> !first.checkpoints().isEmpty());
        subscription.stop();
        store().append(prefix + "-1", ExpectedRevision.any(), event("missed"));

        var second = new Recorder();
        var resumed = subscribeToAll(
                SubscribeToAllOptions.get()
                        .fromPosition(first.checkpoints().getLast())
                        .filter(SubscriptionFilter.newBuilder()
                                .addStreamNamePrefix(prefix)
                                .build()),
                second);

        await().untilAsserted(() -> assertThat(second.types()).containsExactly("missed"));
        resumed.stop();
    }

    @Test
    default void a_subscription_that_is_stopped_gets_nothing_more() {
        String stream = newStream("order");
        var stopped = new Recorder();
        subscribe(stream, SubscribeToStreamOptions.get().fromStart(), stopped).stop();
        var other = new Recorder();
        Subscription running = subscribe(stream, SubscribeToStreamOptions.get().fromStart(), other);
        store().append(stream, ExpectedRevision.any(), event("new"));
        await().until(() -> !other.events().isEmpty());
        assertThat(stopped.events()).isEmpty();
        running.stop();
    }

    private Subscription subscribe(String stream, SubscribeToStreamOptions options, Recorder recorder) {
        return get(store().client().subscribeToStream(stream, recorder, options));
    }

    private Subscription subscribeToAll(SubscribeToAllOptions options, Recorder recorder) {
        return get(store().client().subscribeToAll(recorder, options));
    }
}
