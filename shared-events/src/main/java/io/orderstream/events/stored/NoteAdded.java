package io.orderstream.events.stored;

import java.util.Objects;

/**
 * {@code note-added}: somebody wrote something down.
 *
 * @param text may name people, so it never leaves
 * @param visibility {@code INTERNAL}, or {@code CUSTOMER} if the customer may read it
 */
public record NoteAdded(OrderContext order, String text, String visibility) implements OrderEvent {

    public NoteAdded {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(visibility, "visibility");
    }
}
