package io.orderstream.projector;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import io.orderstream.local.eventstore.LocalEventStore;
import io.orderstream.local.kafka.LocalKafka;
import io.orderstream.local.mongodb.LocalMongo;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The three backing services for real, and a writer of orders' events. */
public final class Backing implements AutoCloseable {

    private static final EventCodec CODEC = new EventCodec();
    private static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00Z");
    private static final LineAmounts AMOUNTS = new LineAmounts(2_000, 0, 2_000, List.of(380L));
    private static final Totals PLACED_TOTALS = Totals.of(2_000, 0, 0, 0, 380, 0, 0, 0, 0);

    private final Path folder;
    private final List<StoredEvent> written = new ArrayList<>();
    private final EventStoreDBClient log;
    private final int eventStorePort;
    private @Nullable LocalEventStore eventStore;
    private LocalMongo mongo;
    private final int mongoPort;
    private final LocalKafka kafka;

    public Backing(Path folder) throws IOException {
        this.folder = folder;
        this.eventStore = LocalEventStore.open(folder.resolve("eventstore"), 0);
        this.eventStorePort = eventStore.port();
        this.mongo = LocalMongo.start(folder.resolve("mongodb"), 0);
        this.mongoPort = URI.create(mongo.connectionString()).getPort();
        this.kafka = LocalKafka.start(folder.resolve("kafka"), 0);
        this.log = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(
                eventStore.connectionString() + "&maxDiscoverAttempts=100&discoveryInterval=100"));
    }

    /** A projector over them; {@code settings} override. */
    public ConfigurableApplicationContext projector(String... settings) {
        return projector(List.of(), settings);
    }

    /** A projector with more beans. */
    public ConfigurableApplicationContext projector(List<Class<?>> beans, String... settings) {
        Map<String, String> arguments = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "--server.port=0",
                                "--orderstream.projections.lease-time=1s",
                                "--orderstream.eventstore.uri=esdb://localhost:" + eventStorePort + "?tls=false",
                                "--spring.mongodb.uri=" + mongo.connectionString() + "/test",
                                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers()),
                        Stream.of(settings))
                .forEach(argument -> arguments.put(argument.substring(0, argument.indexOf('=')), argument));
        return new SpringApplicationBuilder(ProjectorApplication.class)
                .sources(beans.toArray(Class<?>[]::new))
                .run(arguments.values().toArray(String[]::new));
    }

    public String mongoUri() {
        return mongo.connectionString();
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** All events written so far, in the order of the log. */
    public List<StoredEvent> written() {
        return List.copyOf(written);
    }

    public long head() {
        return written.getLast().position();
    }

    /** Places an order, then confirms it, then cancels it, as far as {@code steps} go. */
    public String order(int steps) {
        String orderId = UUID.randomUUID().toString();
        order(orderId, "web", steps);
        return orderId;
    }

    /** The same, with an id and through a channel. */
    public void order(String orderId, String channel, int steps) {
        for (int step = 0; step < steps; step++) {
            append(orderId, channel, step);
        }
    }

    public void append(String orderId, int step) {
        append(orderId, "web", step);
    }

    private void append(String orderId, String channel, int step) {
        StoredEvent event = event(orderId, channel, step, 0);
        EncodedEvent encoded = CODEC.encode(event.event(), event.metadata());
        long position = append(OrderStreams.nameOf(orderId), step - 1, encoded);
        written.add(new StoredEvent(orderId, step, position, event.metadata(), event.event()));
    }

    /** Writes what happened to an order that is not there yet. */
    public void append(List<StoredEvent> history) {
        for (StoredEvent event : history) {
            EncodedEvent encoded = CODEC.encode(event.event(), event.metadata());
            long position = append(OrderStreams.nameOf(event.orderId()), event.revision() - 1, encoded);
            written.add(new StoredEvent(event.orderId(), event.revision(), position, event.metadata(), event.event()));
        }
    }

    /** What {@link #append} writes, as it would stand at a position of the log. */
    public static StoredEvent event(String orderId, int step, long position) {
        return event(orderId, "web", step, position);
    }

    /** The same, of an order through a channel. */
    public static StoredEvent event(String orderId, String channel, int step, long position) {
        OrderContext context =
                new OrderContext("N-" + orderId.substring(0, 4), channel, "EUR", "c1", "DE", "BE", PLACED_AT);
        OrderEvent event = switch (step) {
            case 0 -> placed(context);
            case 1 -> new OrderConfirmed(context);
            default ->
                new OrderCancelled(
                        context,
                        "mistake",
                        List.of(new CancelledLine("l1", "A", 2, AMOUNTS)),
                        PLACED_TOTALS,
                        new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        };
        UUID command = UUID.randomUUID();
        EventMetadata metadata = new EventMetadata(
                command,
                "hash",
                "correlation",
                command.toString(),
                new Actor(Actor.Type.SYSTEM, "test"),
                CODEC.schemaVersion(event),
                PLACED_AT.plusSeconds(step),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        return new StoredEvent(orderId, step, position, metadata, event);
    }

    /** Appends anything to any stream and tells its position. */
    public long append(String stream, long expectedRevision, EncodedEvent event) {
        AppendToStreamOptions options = AppendToStreamOptions.get();
        options.expectedRevision(
                expectedRevision < 0
                        ? ExpectedRevision.noStream()
                        : ExpectedRevision.expectedRevision(expectedRevision));
        return log.appendToStream(
                        stream,
                        options,
                        EventDataBuilder.json(event.type(), event.data())
                                .metadataAsBytes(event.metadata())
                                .build())
                .join()
                .getLogPosition()
                .getCommitUnsigned();
    }

    private static OrderPlaced placed(OrderContext context) {
        OrderPlaced.Address address =
                new OrderPlaced.Address("Ada Lovelace", List.of("1 Main St"), "Berlin", "BE", "10115", "DE");
        return new OrderPlaced(
                context,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party("c1", "ada@example.com", "+49 30 1234", null, address),
                List.of(new OrderPlaced.Line(
                        "l1",
                        "A",
                        "A thing",
                        2,
                        new BigDecimal("10.00"),
                        List.of(new OrderPlaced.TaxRate("VAT", null, new BigDecimal("0.19"))),
                        List.of(),
                        true,
                        Map.of("colour", "red"),
                        AMOUNTS)),
                List.of(),
                List.of(),
                PLACED_TOTALS,
                null);
    }

    public void takeEventStoreAway() throws IOException {
        if (eventStore != null) {
            eventStore.close();
            eventStore = null;
        }
    }

    public void bringEventStoreBack() throws IOException {
        eventStore = LocalEventStore.open(folder.resolve("eventstore"), eventStorePort);
    }

    public void takeMongoAway() {
        mongo.close();
    }

    public void bringMongoBack() throws IOException {
        mongo = LocalMongo.start(folder.resolve("mongodb"), mongoPort);
    }

    @Override
    public void close() throws IOException {
        log.shutdown();
        takeEventStoreAway();
        mongo.close();
        kafka.close();
    }
}
