package io.orderstream.readmodel.history;

import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document an event. It holds the event in its current schema version, so that whoever reads the history can
 * {@linkplain #event read it back} and fold it.
 */
public final class HistoryProjection implements Projection<HistoryDocument> {

    private final EventCodec codec = new EventCodec();

    @Override
    public String name() {
        return "history";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<HistoryDocument> documentType() {
        return HistoryDocument.class;
    }

    @Override
    public boolean perOrder() {
        return true;
    }

    @Override
    public boolean ofSingleEvents() {
        return true;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        return List.of(HistoryDocument.idOf(event.orderId(), event.revision()));
    }

    @Override
    public HistoryDocument fold(String key, @Nullable HistoryDocument current, StoredEvent event) {
        EventMetadata recorded = event.metadata();
        EventMetadata metadata = new EventMetadata(
                recorded.commandId(),
                recorded.requestHash(),
                recorded.correlationId(),
                recorded.causationId(),
                recorded.actor(),
                codec.schemaVersion(event.event()),
                recorded.occurredAt(),
                recorded.traceparent());
        EncodedEvent encoded = codec.encode(event.event(), metadata);
        return new HistoryDocument(
                key,
                event.position(),
                event.orderId(),
                event.revision(),
                encoded.type(),
                recorded.occurredAt(),
                new HistoryDocument.Actor(
                        recorded.actor().type().name(), recorded.actor().id()),
                Summary.of(event.event()),
                new String(encoded.data(), StandardCharsets.UTF_8),
                new String(encoded.metadata(), StandardCharsets.UTF_8));
    }

    /**
     * The event that the document was folded from, in the current version of its schema.
     *
     * @throws io.orderstream.events.stored.UnreadableEventException if it is of a type or version that is not known
     */
    public StoredEvent event(HistoryDocument document) {
        return codec.decode(
                document.orderId(),
                document.revision(),
                document.position(),
                document.type(),
                document.data().getBytes(StandardCharsets.UTF_8),
                document.metadata().getBytes(StandardCharsets.UTF_8));
    }
}
