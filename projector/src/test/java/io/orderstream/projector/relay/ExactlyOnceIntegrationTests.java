package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay in processes that are killed, over an event store and a broker that are killed too: a consumer of committed
 * records sees each domain event once, in order per order, and none is missing. {@code -Drelay.kills} sets how many
 * relays are killed.
 */
class ExactlyOnceIntegrationTests {

    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnceIntegrationTests.class);
    private static final int KILLS = Integer.getInteger("relay.kills", 2);
    private static final int KILLS_PER_RESTART = 25;

    @TempDir
    private Path folder;

    @Test
    void each_event_is_relayed_once_and_in_order_whatever_is_killed() throws IOException {
        prove(Sabotage.NONE, KILLS);
    }

    @Test
    void the_same_proof_fails_without_transactions() {
        assertThatThrownBy(() -> prove(Sabotage.WITHOUT_TRANSACTIONS, 0))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("each event once and in order");
    }

    private void prove(Sabotage sabotage, int kills) throws IOException {
        try (Site site = new Site(folder);
                CommittedRecords records = new CommittedRecords(site.bootstrapServers());
                EventWriter writer = new EventWriter(site.eventStorePort, records::count)) {
            writer.start();
            killRelays(site, records, kills);
            Map<String, List<String>> expected = relayTwiceAtOnce(site, records, writer, sabotage);
            assertThat(records.idsByOrder()).as("each event once and in order").isEqualTo(expected);
            records.assertNumberedWithoutGaps();
            assertThat(records.uncommitted())
                    .as("records of aborted batches on the topic")
                    .isPositive();
            LOG.info("{} relays killed, {} events once", kills + 2, records.poll());
        }
    }

    /**
     * Each is killed a random moment after it committed something. The first breaks transactions off besides; now and
     * then the backing services are killed too.
     */
    private static void killRelays(Site site, CommittedRecords records, int kills) {
        Random random = new Random(7);
        for (int kill = 0; kill < kills; kill++) {
            int enough = records.poll() + (kill == 0 ? 250 : 0);
            try (ChildProcess relay = site.relay(kill == 0 ? Sabotage.ABORTING : Sabotage.NONE)) {
                relay.await(() -> records.poll() > enough);
                Duration moment = Duration.ofMillis(random.nextInt(400));
                await().pollDelay(moment).pollInterval(Duration.ofMillis(1)).until(() -> true);
                if (kill % KILLS_PER_RESTART == 0) {
                    site.restartBroker();
                } else if (kill % KILLS_PER_RESTART == 1) {
                    site.restartEventStore();
                }
            }
        }
    }

    /** Two write for a while and fence each other, then one is killed and the other goes on to the end. */
    private static Map<String, List<String>> relayTwiceAtOnce(
            Site site, CommittedRecords records, EventWriter writer, Sabotage sabotage) {
        int before = records.poll();
        try (ChildProcess other = site.relay(sabotage)) {
            try (ChildProcess one = site.relay(sabotage)) {
                one.await(() -> records.poll() > before + 250);
                other.await(() -> records.poll() > before + 500);
            }
            Map<String, List<String>> expected = writer.stop();
            int all = expected.values().stream().mapToInt(List::size).sum();
            other.await(() -> records.poll() >= all && records.isAtEnd());
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

        ChildProcess relay(Sabotage how) {
            return ChildProcess.start(
                    folder.resolve("relay.log"),
                    RelayProcess.class,
                    "--sabotage=" + how,
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
