package io.orderstream.local.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.common.Feature;
import org.slf4j.LoggerFactory;

/**
 * Apache Kafka's own broker and controller, in this process.
 *
 * <p>It is the real broker, so transactions, compaction, groups and fencing are the real ones; there is one node, so
 * every replication factor is 1. Topics are never created by being mentioned. What was acknowledged is there after a
 * restart and after this process was killed; as in any Kafka with default settings nothing is forced to the disk
 * before it is acknowledged, so a power cut may take the last moments. If the folder becomes unwritable the broker
 * ends the process, as it does in production.
 *
 * <p>Only this machine can connect, and one folder serves one broker at a time.
 */
public final class LocalKafka implements AutoCloseable {

    private static final String BROKER_LISTENER = "BROKER";
    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int NODE_ID = 1;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final int port;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private LocalKafka(int port, ControllerServer controller, BrokerServer broker) {
        this.port = port;
        this.controller = controller;
        this.broker = broker;
    }

    /**
     * Starts a broker over the folder, which is created and formatted when it is new, and returns once it serves clients.
     *
     * @param port the port on localhost; 0 picks a free one
     */
    public static LocalKafka start(Path dataDirectory, int port) {
        try (var sockets = new BoundSockets()) {
            var brokerPort = sockets.bind(BROKER_LISTENER, port);
            var controllerPort = sockets.bind(CONTROLLER_LISTENER, 0);
            format(dataDirectory);
            var kafka = create(settings(dataDirectory, brokerPort, controllerPort), sockets, brokerPort);
            kafka.startup();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka cannot start in " + dataDirectory + ": " + e.getMessage(), e);
        }
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Stops in an orderly way, so that the next start needs no recovery. */
    @Override
    public void close() {
        try {
            broker.shutdown(STOP_TIMEOUT);
        } finally {
            controller.shutdown();
        }
    }

    private void startup() {
        try {
            controller.startup();
            broker.startup();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static LocalKafka create(Map<String, Object> settings, BoundSockets sockets, int port) {
        var config = new KafkaConfig(settings, false);
        var directories = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(LocalKafka.class), "");
        var clusterId = directories._1().clusterId().orElseThrow();
        var shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
                new StandardFaultHandlerFactory(),
                sockets);
        var broker = new BrokerServer(shared);
        var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
        return new LocalKafka(port, controller, broker);
    }

    private static void format(Path dataDirectory) throws IOException {
        if (Files.exists(dataDirectory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(dataDirectory);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(dataDirectory.toString())
                    .addDirectory(dataDirectory.toString())
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("formatting failed: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> settings(Path dataDirectory, int brokerPort, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("log.dirs", dataDirectory.toString()),
                Map.entry(
                        "listeners",
                        listener(BROKER_LISTENER, brokerPort) + "," + listener(CONTROLLER_LISTENER, controllerPort)),
                Map.entry("advertised.listeners", listener(BROKER_LISTENER, brokerPort)),
                Map.entry(
                        "listener.security.protocol.map",
                        BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
                Map.entry("inter.broker.listener.name", BROKER_LISTENER),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                Map.entry("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                // A restarted sole voter waits for this before it elects itself.
                Map.entry("controller.quorum.election.timeout.ms", "100"),
                // After a kill the new broker is let in only once the session of the old one has ended.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "1000"),
                // The default of 128 MB is allocated at once.
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"));
    }

    private static String listener(String name, int port) {
        return name + "://localhost:" + port;
    }
}
