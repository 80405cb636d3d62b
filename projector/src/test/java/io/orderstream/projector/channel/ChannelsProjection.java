package io.orderstream.projector.channel;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.channel.ChannelsProjection.ChannelDocument;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

// tag::projection[]
/** How many orders came through each channel, and how many of them were cancelled as a whole. */
public final class ChannelsProjection implements Projection<ChannelDocument> {

    /** The figures of a channel. Several documents may stand for one; their figures add up. */
    public record ChannelDocument(String id, long position, String channel, long placed, long cancelled)
            implements ReadModelDocument {

        /** Both together, as the first of them. */
        public ChannelDocument plus(ChannelDocument other) {
            return new ChannelDocument(
                    id,
                    Math.max(position, other.position),
                    channel,
                    Math.addExact(placed, other.placed),
                    Math.addExact(cancelled, other.cancelled));
        }
    }

    @Override
    public String name() {
        return "channels";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<ChannelDocument> documentType() {
        return ChannelDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        Figures change = Figures.of(event.event());
        return change.orders() == 0 && change.cancelledOrders() == 0
                ? List.of()
                : List.of(keyOf(event.event().order().channel()));
    }

    @Override
    public ChannelDocument fold(String key, @Nullable ChannelDocument current, StoredEvent event) {
        Figures change = Figures.of(event.event());
        ChannelDocument added = new ChannelDocument(
                key, event.position(), event.event().order().channel(), change.orders(), change.cancelledOrders());
        return current == null ? added : current.plus(added);
    }

    /** The key of a channel's document. */
    public static String keyOf(String channel) {
        return Keys.of(channel);
    }
}
// end::projection[]
