package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay in processes that are killed, over an event store and a broker that are killed too: a consumer of committed
 * records sees each domain event once, in order per order, and none is missing. {@code -Drelay.kills} sets how many
 * relays are killed at random.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ExactlyOnceIntegrationTests {

    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnceIntegrationTests.class);
    private static final int KILLS = Integer.getInteger("relay.kills", 2);
    private static final int KILLS_PER_RESTART = 25;
    private static final int ENOUGH = 250;

    @TempDir
    private Path folder;

    /** What is done to relays, each with the same sabotage. */
    private interface Ordeal {
        void run(Site site, CommittedRecords records);
    }

    @Test
    void each_event_is_relayed_once_and_in_order_whatever_is_killed() throws IOException {
        prove(Set.of(), (site, records) -> {
            killBetweenRecordsAndCheckpoint(site, Set.of());
            relay(site, records, ENOUGH, Set.of(Sabotage.ABORTING));
            killAtRandom(site, records);
            relayTwiceAtOnce(site, records);
        });
    }

    @Test
    void the_same_proof_fails_without_transactions() {
        Set<Sabotage> sabotage = Set.of(Sabotage.WITHOUT_TRANSACTIONS);

        assertThatThrownBy(() -> prove(sabotage, (site, records) -> killBetweenRecordsAndCheckpoint(site, sabotage)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("each event once and in order");
    }

    @Test
    void the_same_proof_fails_with_states_outside_of_the_transactions() {
        Set<Sabotage> sabotage = Set.of(Sabotage.STATES_OUTSIDE);

        assertThatThrownBy(() -> prove(sabotage, (site, records) -> killBetweenRecordsAndCheckpoint(site, sabotage)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("each state once and in order");
    }

    private void prove(Set<Sabotage> sabotage, Ordeal ordeal) throws IOException {
        try (Site site = new Site(folder);
                CommittedRecords records = new CommittedRecords(site.bootstrapServers());
                EventWriter writer = new EventWriter(site.eventStorePort, records::count)) {
            writer.start();
            ordeal.run(site, records);
            Map<String, List<String>> expected = relayToTheEnd(site, records, writer, sabotage);
            assertThat(records.idsByOrder()).as("each event once and in order").isEqualTo(expected);
            records.assertNumberedWithoutGaps();
            records.assertStatesFollowTheEvents();
            assertThat(records.uncommitted())
                    .as("records of aborted batches on the topic")
                    .isPositive();
            LOG.info("{} relays run, {} events once", site.relays, records.poll());
        }
    }

    private static void killBetweenRecordsAndCheckpoint(Site site, Set<Sabotage> sabotage) {
        Set<Sabotage> dying = EnumSet.of(Sabotage.DYING);
        dying.addAll(sabotage);
        try (ChildProcess relay = site.relay(dying)) {
            relay.awaitEnd();
        }
    }

    /** Relays at least so many events more, and is killed. */
    private static void relay(Site site, CommittedRecords records, int more, Set<Sabotage> sabotage) {
        try (ChildProcess relay = site.relay(sabotage)) {
            awaitMore(relay, records, more);
        }
    }

    private static void awaitMore(ChildProcess relay, CommittedRecords records, int more) {
        int enough = records.poll() + more;
        relay.await(() -> records.poll() >= enough);
    }

    /** Each is killed after a random number of events; some live through a restart of the broker or of the event store first. */
    private static void killAtRandom(Site site, CommittedRecords records) {
        Random random = new Random(7);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ChildProcess relay = site.relay(Set.of())) {
                awaitMore(relay, records, 1 + random.nextInt(ENOUGH));
                if (kill % KILLS_PER_RESTART == 0) {
                    site.restartBroker();
                    awaitMore(relay, records, ENOUGH);
                } else if (kill % KILLS_PER_RESTART == 1) {
                    site.restartEventStore();
                    awaitMore(relay, records, ENOUGH);
                }
            }
        }
    }

    /** Two write for a while and fence each other, then one is killed, and the other a while after it. */
    private static void relayTwiceAtOnce(Site site, CommittedRecords records) {
        try (ChildProcess other = site.relay(Set.of())) {
            try (ChildProcess one = site.relay(Set.of())) {
                awaitMore(one, records, ENOUGH);
                awaitMore(other, records, ENOUGH);
            }
            awaitMore(other, records, ENOUGH);
        }
    }

    private static Map<String, List<String>> relayToTheEnd(
            Site site, CommittedRecords records, EventWriter writer, Set<Sabotage> sabotage) {
        try (ChildProcess relay = site.relay(sabotage)) {
            awaitMore(relay, records, ENOUGH);
            Map<String, List<String>> expected = writer.stop();
            int all = expected.values().stream().mapToInt(List::size).sum();
            relay.await(() -> records.poll() >= all && records.isAtEnd());
            return expected;
        }
    }

    /** The event store and the broker, each in a process of its own and on a port that it keeps. */
    private static final class Site implements AutoCloseable {

        private final Path folder;
        private final int eventStorePort = freePort();
        private final int kafkaPort = freePort();
        private ChildProcess eventStore;
        private ChildProcess broker;
        private int relays;

        Site(Path folder) throws IOException {
            this.folder = folder;
            this.eventStore = startEventStore();
            this.broker = startBroker();
        }

        private ChildProcess startEventStore() {
            return ChildProcess.start(
                    folder.resolve("eventstore.log"),
                    LocalEventStore.class,
                    folder.resolve("eventstore").toString(),
                    Integer.toString(eventStorePort));
        }

        private ChildProcess startBroker() {
            return ChildProcess.start(
                    folder.resolve("kafka.log"),
                    KafkaProcess.class,
                    folder.resolve("kafka").toString(),
                    Integer.toString(kafkaPort));
        }

        String bootstrapServers() {
            return "localhost:" + kafkaPort;
        }

        ChildProcess relay(Set<Sabotage> how) {
            relays++;
            return ChildProcess.start(
                    folder.resolve("relay.log"),
                    RelayProcess.class,
                    "--sabotage=" + how.stream().map(Sabotage::name).collect(Collectors.joining(",")),
                    "--spring.kafka.bootstrap-servers=" + bootstrapServers(),
                    "--orderstream.eventstore.uri=esdb://localhost:" + eventStorePort + "?tls=false",
                    "--orderstream.eventstore.max-batch=50",
                    "--orderstream.relay.cached-orders=20");
        }

        void restartEventStore() {
            eventStore.kill();
            eventStore = startEventStore();
        }

        void restartBroker() {
            broker.kill();
            broker = startBroker();
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() {
            broker.close();
            eventStore.close();
        }
    }
}
