package io.orderstream.projector.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the parked documents of a projection.
 *
 * @param next where the list goes on; null at its end
 */
public record ParkedPage(List<Item> items, @Nullable String next) {

    /** A parked document, and how many events wait for it. */
    public record Item(Parked document, long waiting) {}
}
