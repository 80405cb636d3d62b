package io.orderstream.local.eventstore.conformance;

import static io.orderstream.local.eventstore.conformance.StoreUnderTest.event;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.get;
import static io.orderstream.local.eventstore.conformance.StoreUnderTest.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.SubscribeToStreamOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionFilter;
import com.eventstore.dbclient.WriteResult;
import com.eventstore.dbclient.WrongExpectedVersionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once. */
public interface RaceConformance {
    StoreUnderTest store();

    @Test
    default void of_two_hundred_writers_with_the_same_expectation_exactly_one_wins_each_time() {
        String stream = newStream("race");
        for (long round = 0; round < 10; round++) {
            var expected = round == 0 ? ExpectedRevision.noStream() : ExpectedRevision.expectedRevision(round - 1);
            List<CompletableFuture<WriteResult>> writers = IntStream.range(0, 200)
                    .mapToObj(i -> store().client()
                            .appendToStream(
                                    stream, AppendToStreamOptions.get().expectedRevision(expected), event("try-" + i)))
                    .toList();
            long winners = writers.stream().filter(RaceConformance::won).count();
            assertThat(winners).as("winners of round %d", round).isEqualTo(1);
        }
        assertThat(store().typesOf(stream)).hasSize(10);
    }

    private static boolean won(CompletableFuture<WriteResult> writer) {
        try {
            get(writer);
            return true;
        } catch (WrongExpectedVersionException lost) {
            return false;
        }
    }

    @Test
    default void of_two_hundred_repeats_of_one_append_one_is_stored_and_all_are_acknowledged() {
        String stream = newStream("race");
        var event = event("once");
        List<CompletableFuture<WriteResult>> repeats = IntStream.range(0, 200)
                .mapToObj(i -> store().client()
                        .appendToStream(
                                stream,
                                AppendToStreamOptions.get().expectedRevision(ExpectedRevision.noStream()),
                                event))
                .toList();
        assertThat(repeats)
                .allSatisfy(repeat -> assertThat(
                                get(repeat).getNextExpectedRevision().toRawLong())
                        .isZero());
        assertThat(store().typesOf(stream)).containsExactly("once");
    }

    @Test
    default void subscribers_that_begin_in_the_middle_of_a_storm_get_every_event_once_and_in_order() {
        String prefix = "storm" + UUID.randomUUID();
        int streams = 8;
        int rounds = 150;
        List<CompletableFuture<WriteResult>> writes = new ArrayList<>();
        List<Recorder> recorders = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < streams; i++) {
                writes.add(store().client().appendToStream(prefix + "-" + i, event("e"), event("e")));
            }
            if (round % 15 == 7) {
                var recorder = new Recorder();
                recorders.add(recorder);
                var filter = SubscriptionFilter.newBuilder().addStreamNamePrefix(prefix);
                subscriptions.add(get(store().client()
                        .subscribeToAll(
                                recorder,
                                SubscribeToAllOptions.get().fromStart().filter(filter.build()))));
            }
        }
        writes.forEach(StoreUnderTest::get);
        store().append(prefix + "-0", ExpectedRevision.any(), event("last"));
        int total = streams * rounds * 2 + 1;
        await().until(() -> recorders.stream().allMatch(RaceConformance::sawTheLast));
        assertThat(recorders).allSatisfy(recorder -> {
            List<ResolvedEvent> events = recorder.events();
            assertThat(events).hasSize(total);
            assertThat(events)
                    .extracting(event -> event.getOriginalEvent().getPosition().getCommitUnsigned())
                    .isSorted();
            List<UUID> ids = events.stream()
                    .map(event -> event.getOriginalEvent().getEventId())
                    .toList();
            assertThat(new HashSet<>(ids)).hasSize(total);
        });
        subscriptions.forEach(Subscription::stop);
    }

    @Test
    default void a_stream_subscriber_that_begins_in_the_middle_of_a_storm_misses_and_repeats_nothing() {
        String stream = newStream("storm");
        List<CompletableFuture<WriteResult>> writes = new ArrayList<>();
        List<Recorder> recorders = new ArrayList<>();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            writes.add(store().client().appendToStream(stream, event("e")));
            if (i % 100 == 50) {
                var recorder = new Recorder();
                recorders.add(recorder);
                subscriptions.add(get(store().client()
                        .subscribeToStream(
                                stream, recorder, SubscribeToStreamOptions.get().fromStart())));
            }
        }
        writes.forEach(StoreUnderTest::get);
        store().append(stream, ExpectedRevision.any(), event("last"));
        await().until(() -> recorders.stream().allMatch(RaceConformance::sawTheLast));
        List<Long> revisions = IntStream.range(0, 1001).mapToObj(i -> (long) i).toList();
        assertThat(recorders)
                .allSatisfy(recorder -> assertThat(recorder.events())
                        .extracting(event -> event.getOriginalEvent().getRevision())
                        .isEqualTo(revisions));
        subscriptions.forEach(Subscription::stop);
    }

    private static boolean sawTheLast(Recorder recorder) {
        List<String> types = recorder.types();
        return !types.isEmpty() && types.getLast().equals("last");
    }
}
