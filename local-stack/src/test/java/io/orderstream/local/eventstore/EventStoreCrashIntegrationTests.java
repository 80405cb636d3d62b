package io.orderstream.local.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.WriteResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store is killed at random moments while many write to it. How often is said by the system property
 * {@code eventstore.crash.kills}; a long run takes 200 and more.
 */
class EventStoreCrashIntegrationTests {
    private static final int WRITERS = 24;
    private static final int EVENTS_AN_APPEND = 2;

    private final Random random = new Random();
    private final Set<UUID> everAcknowledged = new HashSet<>();
    private final AtomicInteger acknowledgedNow = new AtomicInteger();
    private long highestPosition = -1;

    @Test
    void whatever_was_acknowledged_before_a_kill_is_there_once_and_in_order_after_it(@TempDir Path folder)
            throws Exception {
        int kills = Integer.getInteger("eventstore.crash.kills", 4);
        List<Writer> writers = List.of();
        for (int round = 0; round <= kills; round++) {
            try (var store = StoreProcess.start(folder)) {
                EventStoreDBClient client = connect(store);
                verify(writers, client);
                if (round % 20 == 0 || round == kills) {
                    verifyAll(client);
                }
                writers = writeUntilKilled(store, client, round);
                client.shutdown().get(10, TimeUnit.SECONDS);
            }
        }
        assertThat(everAcknowledged).hasSizeGreaterThan(kills * WRITERS);
    }

    private void verify(List<Writer> writers, EventStoreDBClient client) throws Exception {
        for (var writer : writers) {
            writer.verify(client);
        }
        verifyPositions(writers);
        for (var writer : writers) {
            writer.repeatWhatWasOpen(client);
        }
    }

    private List<Writer> writeUntilKilled(StoreProcess store, EventStoreDBClient client, int round) throws Exception {
        acknowledgedNow.set(0);
        List<Writer> writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> new Writer("round-%d-%d".formatted(round, i)))
                .toList();
        List<Thread> threads = writers.stream()
                .map(writer -> Thread.ofVirtual().start(() -> writer.writeUntilItFails(client)))
                .toList();
        int enough = 20 + random.nextInt(2000);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> acknowledgedNow.get() >= enough);
        store.kill();
        for (var thread : threads) {
            thread.join();
        }
        return writers;
    }

    /** Whatever was acknowledged in a round stands behind everything acknowledged in the rounds before. */
    private void verifyPositions(List<Writer> writers) {
        long highest = highestPosition;
        for (var writer : writers) {
            for (var write : writer.acknowledged) {
                assertThat(write.position).isGreaterThan(highestPosition);
                highest = Math.max(highest, write.position);
            }
        }
        highestPosition = highest;
    }

    private void verifyAll(EventStoreDBClient client) throws Exception {
        List<ResolvedEvent> all = client.readAll(ReadAllOptions.get().deadline(120_000))
                .get(120, TimeUnit.SECONDS)
                .getEvents();
        assertThat(all)
                .extracting(event -> event.getEvent().getPosition().getCommitUnsigned())
                .isSorted();
        Set<UUID> ids = all.stream().map(event -> event.getEvent().getEventId()).collect(Collectors.toSet());
        assertThat(ids).hasSameSizeAs(all);
        // Not AssertJ's containsAll, which compares each with each.
        assertThat(ids.containsAll(everAcknowledged)).isTrue();
    }

    private static EventStoreDBClient connect(StoreProcess store) {
        return EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(
                store.connectionString() + "&maxDiscoverAttempts=1&discoveryInterval=10"));
    }

    private static EventData event(UUID id) {
        return EventData.builderAsJson(id, "written", "{\"some\":\"payload\"}".getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private record Write(long expected, List<UUID> ids, long position) {}

    /** Writes to a stream of its own, each append after the one before it was acknowledged. */
    private final class Writer {
        private final String stream;
        private final List<Write> acknowledged = new ArrayList<>();
        private List<UUID> open = List.of();

        Writer(String stream) {
            this.stream = stream;
        }

        void writeUntilItFails(EventStoreDBClient client) {
            try {
                while (true) {
                    open = newIds();
                    long expected = nextExpected();
                    WriteResult result = append(client, expected, open);
                    long position = result.getLogPosition().getCommitUnsigned();
                    acknowledged.add(new Write(expected, open, position));
                    acknowledgedNow.incrementAndGet();
                }
            } catch (Exception killed) {
                assertThat(acknowledged)
                        .as("something was acknowledged before: %s", killed)
                        .isNotNull();
            }
        }

        private long nextExpected() {
            return (long) acknowledged.size() * EVENTS_AN_APPEND - 1;
        }

        private List<UUID> newIds() {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < EVENTS_AN_APPEND; i++) {
                ids.add(UUID.randomUUID());
            }
            return ids;
        }

        private WriteResult append(EventStoreDBClient client, long expected, List<UUID> ids) throws Exception {
            var revision = expected < 0 ? ExpectedRevision.noStream() : ExpectedRevision.expectedRevision(expected);
            var events =
                    ids.stream().map(EventStoreCrashIntegrationTests::event).iterator();
            return client.appendToStream(stream, AppendToStreamOptions.get().expectedRevision(revision), events)
                    .get(20, TimeUnit.SECONDS);
        }

        void verify(EventStoreDBClient client) throws Exception {
            List<RecordedEvent> stored = read(client);
            List<UUID> ids = stored.stream().map(RecordedEvent::getEventId).toList();
            List<UUID> expected = new ArrayList<>();
            acknowledged.forEach(write -> expected.addAll(write.ids));
            assertThat(ids.subList(0, Math.min(expected.size(), ids.size()))).isEqualTo(expected);
            // What was being written is there whole or not at all.
            assertThat(ids.subList(expected.size(), ids.size())).isIn(List.of(), open);
            for (int i = 0; i < acknowledged.size(); i++) {
                RecordedEvent last = stored.get((i + 1) * EVENTS_AN_APPEND - 1);
                assertThat(last.getPosition().getCommitUnsigned()).isEqualTo(acknowledged.get(i).position);
            }
            everAcknowledged.addAll(expected);
        }

        void repeatWhatWasOpen(EventStoreDBClient client) throws Exception {
            append(client, nextExpected(), open);
            List<UUID> ids =
                    read(client).stream().map(RecordedEvent::getEventId).toList();
            assertThat(ids)
                    .hasSize((acknowledged.size() + 1) * EVENTS_AN_APPEND)
                    .endsWith(open.toArray(UUID[]::new));
            everAcknowledged.addAll(open);
        }

        private List<RecordedEvent> read(EventStoreDBClient client) throws Exception {
            try {
                return client.readStream(stream, ReadStreamOptions.get()).get(20, TimeUnit.SECONDS).getEvents().stream()
                        .map(ResolvedEvent::getEvent)
                        .toList();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof StreamNotFoundException) {
                    return List.of();
                }
                throw e;
            }
        }
    }
}
