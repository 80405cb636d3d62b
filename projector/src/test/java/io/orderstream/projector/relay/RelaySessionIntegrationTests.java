package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.local.eventstore.LocalEventStore;
import io.orderstream.local.kafka.LocalKafka;
import io.orderstream.projector.Backing;
import io.orderstream.projector.subscription.CatchUpSubscription;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.projector.subscription.SubscriptionProperties;
import io.orderstream.projector.subscription.SubscriptionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** When a session of the relay goes on, and when it refuses to. The tests share a broker, each with topics of its own time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelaySessionIntegrationTests {

    private static final int CACHED = 10;
    private static final String EVENTS = "orders.events.v1";
    private static final String STATES = "orders.state.v1";

    private final List<EventConsumer> open = new ArrayList<>();
    private LocalEventStore eventStore;
    private LocalKafka kafka;
    private Admin admin;
    private ConfigurableApplicationContext context;
    private OrderRelay relay;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        eventStore = LocalEventStore.open(folder.resolve("eventstore"), 0);
        kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        context = context();
        relay = context.getBean(OrderRelay.class);
    }

    private ConfigurableApplicationContext context(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--orderstream.eventstore.uri=" + eventStore.connectionString(),
                "--orderstream.relay.partitions=2",
                "--orderstream.relay.cached-orders=" + CACHED));
        arguments.addAll(List.of(settings));
        return new SpringApplicationBuilder(RelayProcess.Relay.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    @AfterAll
    void stop() throws IOException {
        context.close();
        admin.close();
        kafka.close();
        eventStore.close();
    }

    @BeforeEach
    void beginWithoutTopics() throws Exception {
        delete(EVENTS, STATES, RelayTopics.CHECKPOINTS);
    }

    @AfterEach
    void closeSessions() {
        open.forEach(EventConsumer::stop);
        open.clear();
    }

    @Test
    void a_second_relay_fences_the_first_whose_records_nobody_sees() {
        String before = newOrder();
        String both = newOrder();
        long fencedBefore = relay.figures().fenced();
        try (ConfigurableApplicationContext elsewhere = context()) {
            EventConsumer first = started(relay);
            accept(first, event(before, 0));
            EventConsumer second = started(elsewhere.getBean(OrderRelay.class));

            assertThatThrownBy(() -> accept(first, event(both, 0), event(newOrder(), 0)))
                    .isInstanceOf(RelayException.class);
            accept(second, event(both, 0));

            assertThat(relay.figures().fenced()).isEqualTo(fencedBefore + 1);
            assertThat(elsewhere.getBean(OrderRelay.class).figures().fenced()).isZero();
            assertThat(committed()).isEqualTo(Map.of(before, List.of(before + "/0"), both, List.of(both + "/0")));
            closeSessions();
        }
    }

    @Test
    void a_session_that_is_slow_to_end_disturbs_the_next_of_the_same_relay_in_nothing() {
        String orderId = newOrder();
        EventConsumer slow = started(relay);
        accept(slow, event(newOrder(), 0));
        EventConsumer next = started(relay);
        accept(next, event(orderId, 0));

        assertThatThrownBy(() -> accept(slow, event(orderId, 0))).isInstanceOf(RelayException.class);
        slow.stop();
        accept(next, event(orderId, 1));

        assertThat(committed()).containsEntry(orderId, List.of(orderId + "/0", orderId + "/1"));
    }

    @Test
    void a_start_goes_on_after_the_last_committed_batch_and_has_counted_its_events() {
        String orderId = newOrder();
        EventConsumer before = started(relay);
        before.accept(new EventBatch(List.of(event(orderId, 0)), 1, 40));
        before.accept(new EventBatch(List.of(event(orderId, 1)), 3, 70));
        before.stop();

        EventConsumer after = relay.consumer();
        open.add(after);

        assertThat(after.start()).isEqualTo(70);
        assertThat(after.events()).isEqualTo(4);
    }

    @Test
    void an_order_whose_stream_lacks_earlier_events_is_not_told() {
        EventConsumer session = started(relay);
        accept(session, event(newOrder(), 0));
        String lacking = newOrder();

        assertThatThrownBy(() -> accept(session, event(lacking, 2))).hasMessageContaining(lacking);

        assertThat(committed()).doesNotContainKey(lacking);
    }

    @Test
    void an_order_in_memory_that_is_not_the_one_right_before_is_not_told() {
        String orderId = newOrder();
        EventConsumer session = started(relay);
        accept(session, event(orderId, 0));

        assertThatThrownBy(() -> accept(session, event(orderId, 2))).hasMessageContaining(orderId);

        assertThat(committed()).isEqualTo(Map.of(orderId, List.of(orderId + "/0")));
    }

    @Test
    void a_new_order_is_kept_in_memory_however_often_others_were_used() {
        EventConsumer session = started(relay);
        List<String> often = Stream.generate(RelaySessionIntegrationTests::newOrder)
                .limit(CACHED)
                .toList();
        for (int revision = 0; revision < 3; revision++) {
            for (String orderId : often) {
                accept(session, event(orderId, revision));
            }
        }
        String late = newOrder();

        accept(session, event(late, 0), event(newOrder(), 0), event(newOrder(), 0), event(late, 1));

        assertThat(committed()).containsEntry(late, List.of(late + "/0", late + "/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, STATES})
    void a_topic_that_was_deleted_is_not_gone_on_with_until_all_is_relayed_again(String deleted) throws Exception {
        relayOne();
        delete(deleted);

        assertRefused(deleted + " is empty, though everything up to position 0 was relayed to it");
        assertRefused(deleted + " is empty");

        delete(EVENTS, STATES, RelayTopics.CHECKPOINTS);
        assertThat(startOf(relay)).isEqualTo(-1);
    }

    @Test
    void a_lost_checkpoint_does_not_repeat_history_unless_that_is_wanted() throws Exception {
        relayOne();
        delete(RelayTopics.CHECKPOINTS);

        assertRefused("orderstream.relay.repeat-history=true");

        try (ConfigurableApplicationContext told = context("--orderstream.relay.repeat-history=true")) {
            assertThat(startOf(told.getBean(OrderRelay.class))).isEqualTo(-1);
            closeSessions();
        }
    }

    @Test
    void what_was_never_committed_is_no_history() throws Exception {
        started(relay);
        try (KafkaProducer<String, byte[]> breaksOff = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "breaks-off"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            breaksOff.initTransactions();
            breaksOff.beginTransaction();
            breaksOff.send(new ProducerRecord<>(EVENTS, "k", new byte[0])).get();
            breaksOff.abortTransaction();
        }

        assertThat(startOf(relay)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, STATES})
    void another_number_of_partitions_than_before_is_refused(String topic) throws Exception {
        relayOne();
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get();
        await().until(() -> partitions(topic) == 3);

        assertRefused(topic + " had 2 partitions and has 3 now");
    }

    @Test
    void a_topic_of_checkpoints_with_more_than_one_partition_is_refused() throws Exception {
        NewTopic wide = new NewTopic(RelayTopics.CHECKPOINTS, 2, (short) 1)
                .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "8388608"));
        admin.createTopics(Set.of(wide)).all().get();
        await().ignoreExceptions().until(() -> partitions(RelayTopics.CHECKPOINTS) == 2);

        assertRefused(RelayTopics.CHECKPOINTS + " has 2 partitions and must have 1");
    }

    @Test
    void a_relay_that_an_unfit_topic_stopped_goes_on_by_itself_once_that_is_mended() throws Exception {
        relayOne();
        alter(EVENTS, "retention.bytes", "1000");

        try (CatchUpSubscription subscription = new CatchUpSubscription(
                context.getBean(EventLog.class),
                relay.consumer(),
                context.getBean(SubscriptionProperties.class),
                () -> {})) {
            subscription.start();
            await().until(() -> subscription.status().state() == SubscriptionState.RETRYING);
            assertThat(subscription.status().problem()).contains(EVENTS + " has retention.bytes=1000");

            alter(EVENTS, "retention.bytes", "-1");

            await().until(() -> subscription.status().state() == SubscriptionState.RUNNING);
        }
    }

    private void relayOne() {
        EventConsumer session = started(relay);
        accept(session, event(newOrder(), 0));
        session.stop();
    }

    private EventConsumer started(OrderRelay of) {
        EventConsumer session = of.consumer();
        open.add(session);
        session.start();
        return session;
    }

    private long startOf(OrderRelay of) {
        EventConsumer session = of.consumer();
        open.add(session);
        return session.start();
    }

    private void assertRefused(String why) {
        EventConsumer session = relay.consumer();
        open.add(session);
        assertThatThrownBy(session::start).isInstanceOf(RelayException.class).hasMessageContaining(why);
    }

    private static void accept(EventConsumer session, StoredEvent... events) {
        session.accept(new EventBatch(List.of(events), events.length, 0));
    }

    private static StoredEvent event(String orderId, int revision) {
        return Backing.event(orderId, revision, 0);
    }

    private static String newOrder() {
        return UUID.randomUUID().toString();
    }

    /** The ids of the committed events of each order. */
    private Map<String, List<String>> committed() {
        try (CommittedRecords records = new CommittedRecords(kafka.bootstrapServers())) {
            records.poll();
            while (!records.isAtEnd()) {
                records.poll();
            }
            return records.idsByOrder();
        }
    }

    private void delete(String... topics) throws Exception {
        Set<String> there = admin.listTopics().names().get();
        List<String> gone = Stream.of(topics).filter(there::contains).toList();
        admin.deleteTopics(gone).all().get();
        await().until(() -> Stream.of(topics).noneMatch(names()::contains));
    }

    private Collection<String> names() throws Exception {
        return admin.listTopics().names().get();
    }

    private int partitions(String topic) throws Exception {
        return admin.describeTopics(Set.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private void alter(String topic, String setting, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        KafkaFuture<Void> done = admin.incrementalAlterConfigs(Map.of(
                        resource,
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                .all();
        done.get();
        await().until(() -> value.equals(admin.describeConfigs(Set.of(resource))
                .all()
                .get()
                .get(resource)
                .get(setting)
                .value()));
    }
}
