package io.orderstream.command.order;

import io.orderstream.command.eventstore.OrderEventStore;
import io.orderstream.events.stored.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log that remembers which orders were read. */
final class RecordingStore implements OrderEventStore {

    private final Map<String, List<StoredEvent>> streams = new HashMap<>();
    private final List<String> reads = new ArrayList<>();
    private long position;

    List<String> reads() {
        return reads;
    }

    long events(String orderId) {
        return streams.getOrDefault(orderId, List.of()).size();
    }

    @Override
    public List<StoredEvent> read(String orderId, long fromRevision, long most) {
        reads.add(orderId);
        return streams.getOrDefault(orderId, List.of()).stream()
                .skip(fromRevision)
                .limit(most)
                .toList();
    }

    @Override
    public AppendResult append(String orderId, long expectedRevision, List<NewEvent> events) {
        List<StoredEvent> stream = streams.computeIfAbsent(orderId, id -> new ArrayList<>());
        if (stream.size() - 1 != expectedRevision) {
            return new WrongRevision();
        }
        for (NewEvent event : events) {
            stream.add(new StoredEvent(orderId, stream.size(), ++position, event.metadata(), event.event()));
        }
        return new Appended(position);
    }
}
