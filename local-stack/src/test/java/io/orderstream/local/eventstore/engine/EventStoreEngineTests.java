package io.orderstream.local.eventstore.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.local.eventstore.index.StreamEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStoreEngineTests {
    @TempDir
    private Path folder;

    @Test
    void a_second_store_on_the_same_folder_is_refused() throws IOException {
        try (var first = EventStoreEngine.open(folder)) {
            assertThat(first.recovery().events()).isZero();
            assertThatThrownBy(() -> EventStoreEngine.open(folder))
                    .isInstanceOf(DataFolderInUseException.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void a_folder_that_was_given_up_may_be_opened_again() throws IOException {
        EventStoreEngine.open(folder).close();
        EventStoreEngine.open(folder).close();
    }

    @Test
    void everything_about_a_stream_is_there_after_reopening() throws IOException {
        try (var store = EventStoreEngine.open(folder)) {
            write(store, append("kept", Expected.NO_STREAM, event(), event()));
            write(store, append("deleted", Expected.NO_STREAM, event()));
            write(store, new WriteRequest.Delete("deleted", Expected.ANY));
            write(store, append("ended", Expected.NO_STREAM, event()));
            write(store, new WriteRequest.Tombstone("ended", Expected.ANY));
            write(store, append("$$kept", Expected.ANY, metadata("{\"$maxCount\":1}")));
        }
        try (var store = EventStoreEngine.open(folder)) {
            EventReader reader = store.reader();
            assertThat(stream(reader, "kept").lastRevision()).isEqualTo(1);
            assertThat(stream(reader, "kept").rules().maxCount()).hasValue(1);
            assertThat(stream(reader, "deleted").rules().softDeleted()).isTrue();
            assertThat(stream(reader, "ended").tombstoned()).isTrue();
        }
    }

    @Test
    void a_repeat_is_known_after_reopening() throws IOException {
        NewEvent event = event();
        WriteOutcome first;
        try (var store = EventStoreEngine.open(folder)) {
            first = write(store, append("order", Expected.ANY, event));
        }
        try (var store = EventStoreEngine.open(folder)) {
            assertThat(write(store, append("order", Expected.ANY, event))).isEqualTo(first);
            assertThat(stream(store.reader(), "order").lastRevision()).isZero();
        }
    }

    @Test
    void a_repeat_that_waits_for_the_same_fsync_as_the_first_is_known() throws IOException {
        try (var store = EventStoreEngine.open(folder)) {
            NewEvent event = event();
            List<CompletableFuture<WriteOutcome>> answers = IntStream.range(0, 200)
                    .mapToObj(i ->
                            submit(store, append("order", i % 2 == 0 ? Expected.ANY : Expected.NO_STREAM, event)))
                    .toList();
            assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
            assertThat(store.reader().events()).isEqualTo(1);
        }
    }

    @Test
    void requests_that_share_an_fsync_are_decided_one_after_the_other() throws IOException {
        try (var store = EventStoreEngine.open(folder)) {
            List<CompletableFuture<WriteOutcome>> answers = IntStream.range(0, 500)
                    .mapToObj(i -> submit(store, append("order", new Expected(i - 1), event())))
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(WriteOutcome.Written.class));
            assertThat(stream(store.reader(), "order").lastRevision()).isEqualTo(499);
        }
    }

    @Test
    void an_abandoned_write_is_not_stored() throws IOException {
        try (var store = EventStoreEngine.open(folder)) {
            store.write(append("order", Expected.ANY, event()), () -> true, outcome -> {});
            write(store, append("other", Expected.ANY, event()));
            assertThat(store.reader().stream("order")).isNull();
        }
    }

    @Test
    void a_reader_never_sees_part_of_an_append() throws Exception {
        try (var store = EventStoreEngine.open(folder)) {
            EventReader reader = store.reader();
            List<Long> odd = new CopyOnWriteArrayList<>();
            var done = new CountDownLatch(1);
            Thread watching = Thread.ofPlatform().start(() -> {
                while (done.getCount() > 0) {
                    StreamEntry stream = reader.stream("order");
                    long last = stream == null ? StreamEntry.EMPTY : stream.lastRevision();
                    if ((last + 1) % 3 != 0) {
                        odd.add(last);
                    }
                }
            });
            for (int i = 0; i < 300; i++) {
                write(store, append("order", Expected.ANY, event(), event(), event()));
            }
            done.countDown();
            watching.join();
            assertThat(odd).isEmpty();
        }
    }

    @Test
    void more_than_may_wait_is_refused_as_busy_and_the_rest_is_stored() throws Exception {
        try (var store = EventStoreEngine.open(folder)) {
            byte[] large = new byte[1024 * 1024];
            List<CompletableFuture<WriteOutcome>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                answers.add(submit(store, append("order", Expected.ANY, event(large))));
            }
            List<WriteOutcome> outcomes =
                    answers.stream().map(CompletableFuture::join).toList();
            long stored = outcomes.stream()
                    .filter(WriteOutcome.Written.class::isInstance)
                    .count();
            assertThat(outcomes).contains(new WriteOutcome.Busy());
            assertThat(store.reader().events()).isEqualTo((int) stored);
        }
    }

    @Test
    void what_waits_when_the_store_closes_is_written_or_told_to_have_failed() throws Exception {
        var store = EventStoreEngine.open(folder);
        List<CompletableFuture<WriteOutcome>> answers = IntStream.range(0, 1000)
                .mapToObj(i -> submit(store, append("order", Expected.ANY, event())))
                .toList();
        store.close();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
        long written = answers.stream()
                .filter(answer -> answer.join() instanceof WriteOutcome.Written)
                .count();
        try (var reopened = EventStoreEngine.open(folder)) {
            assertThat(reopened.recovery().events()).isEqualTo(written);
        }
    }

    @Test
    void a_write_after_closing_is_told_to_have_failed() throws IOException {
        var store = EventStoreEngine.open(folder);
        store.close();
        assertThat(write(store, append("order", Expected.ANY, event()))).isInstanceOf(WriteOutcome.Failed.class);
    }

    @Test
    void a_closed_store_leaves_a_sealed_log_whose_every_damage_is_noticed() throws IOException {
        try (var store = EventStoreEngine.open(folder)) {
            write(store, append("order", Expected.ANY, event()));
        }
        Path log = folder.resolve("events.log");
        byte[] damaged = Files.readAllBytes(log);
        damaged[40] ^= 1;
        Files.write(log, damaged);
        assertThatThrownBy(() -> EventStoreEngine.open(folder)).hasMessageContaining("offset");
    }

    private static StreamEntry stream(EventReader reader, String name) {
        StreamEntry stream = reader.stream(name);
        assertThat(stream).as(name).isNotNull();
        return stream;
    }

    private static CompletableFuture<WriteOutcome> submit(EventStoreEngine store, WriteRequest request) {
        var answer = new CompletableFuture<WriteOutcome>();
        store.write(request, () -> false, answer::complete);
        return answer;
    }

    private static WriteOutcome write(EventStoreEngine store, WriteRequest request) {
        return submit(store, request).join();
    }

    private static WriteRequest append(String stream, Expected expected, NewEvent... events) {
        return new WriteRequest.Append(stream, expected, List.of(events));
    }

    private static NewEvent event() {
        return event("{}".getBytes(StandardCharsets.UTF_8));
    }

    private static NewEvent event(byte[] data) {
        return new NewEvent(UUID.randomUUID(), "placed", true, ByteBuffer.wrap(data), ByteBuffer.allocate(0));
    }

    private static NewEvent metadata(String json) {
        return new NewEvent(
                UUID.randomUUID(),
                "$metadata",
                true,
                ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)),
                ByteBuffer.allocate(0));
    }
}
