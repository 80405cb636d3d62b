package io.orderstream.command.eventstore;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadResult;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.WriteResult;
import com.eventstore.dbclient.WrongExpectedVersionException;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** The log in EventStoreDB, through its own client. */
@Component
final class EventStoreDbOrderEventStore implements OrderEventStore, AutoCloseable {

    private final EventCodec codec;
    private final EventStoreDbConnection connection;
    private final EventStoreProperties properties;
    private final Semaphore appends;
    private final Semaphore reads;

    EventStoreDbOrderEventStore(EventStoreProperties properties, EventCodec codec) {
        this.codec = codec;
        this.properties = properties;
        this.appends = new Semaphore(properties.maxInFlightAppends());
        this.reads = new Semaphore(properties.maxInFlightReads());
        this.connection = new EventStoreDbConnection(
                EventStoreDBConnectionString.parseOrThrow(properties.uri()), properties.deadline());
    }

    @Override
    public List<StoredEvent> read(String orderId, long fromRevision, long most) {
        ReadStreamOptions options = ReadStreamOptions.get().forwards();
        options.fromRevision(fromRevision);
        options.maxCount(most);
        options.deadline(properties.deadline().toMillis());
        if (!reads.tryAcquire()) {
            throw new EventStoreSaturatedException(properties.maxInFlightReads(), "reads");
        }
        try {
            ReadResult result = connection.call(client -> client.readStream(OrderStreams.nameOf(orderId), options));
            return result.getEvents().stream()
                    .map(resolved -> decode(orderId, resolved.getEvent()))
                    .toList();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StreamNotFoundException) {
                return List.of();
            }
            throw new EventStoreUnavailableException(failed.getCause());
        } catch (TimeoutException late) {
            throw new EventStoreUnavailableException(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException(interrupted);
        } finally {
            reads.release();
        }
    }

    @Override
    public AppendResult append(String orderId, long expectedRevision, List<NewEvent> events) {
        AppendToStreamOptions options = AppendToStreamOptions.get();
        options.expectedRevision(
                expectedRevision == NO_STREAM
                        ? ExpectedRevision.noStream()
                        : ExpectedRevision.expectedRevision(expectedRevision));
        options.deadline(properties.deadline().toMillis());
        List<EventData> data = events.stream().map(this::encode).toList();
        if (!appends.tryAcquire()) {
            throw new EventStoreSaturatedException(properties.maxInFlightAppends(), "appends");
        }
        try {
            WriteResult result = connection.call(
                    client -> client.appendToStream(OrderStreams.nameOf(orderId), options, data.iterator()));
            return new Appended(result.getLogPosition().getCommitUnsigned());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof WrongExpectedVersionException) {
                return new WrongRevision();
            }
            throw new EventStoreUnavailableException(failed.getCause());
        } catch (TimeoutException late) {
            throw new EventStoreUnavailableException(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EventStoreUnavailableException(interrupted);
        } finally {
            appends.release();
        }
    }

    private StoredEvent decode(String orderId, RecordedEvent event) {
        return codec.decode(
                orderId,
                event.getRevision(),
                event.getPosition().getCommitUnsigned(),
                event.getEventType(),
                event.getEventData(),
                event.getUserMetadata());
    }

    private EventData encode(NewEvent event) {
        EncodedEvent encoded = codec.encode(event.event(), event.metadata());
        return EventDataBuilder.json(encoded.type(), encoded.data())
                .metadataAsBytes(encoded.metadata())
                .build();
    }

    @Override
    public void close() {
        connection.close();
    }
}
