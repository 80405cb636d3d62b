package io.orderstream.command.order.domain;

import io.orderstream.events.stored.LineQuantity;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The lines of an order, in their order and by id. Changing one leaves the others shared, so that it costs next to
 * nothing however many there are.
 *
 * @param places where each line stands; never changes
 */
record Lines(PVector<Line> inOrder, Map<String, Integer> places) {

    static Lines of(Collection<Line> lines) {
        Map<String, Integer> places = new HashMap<>();
        for (Line line : lines) {
            places.put(line.lineId(), places.size());
        }
        return new Lines(TreePVector.from(lines), Map.copyOf(places));
    }

    @Nullable
    Line find(String lineId) {
        Integer place = places.get(lineId);
        return place == null ? null : inOrder.get(place);
    }

    /**
     * The line with this id.
     *
     * @throws IllegalStateException if there is none, which only a damaged stream can bring about
     */
    Line get(String lineId) {
        return inOrder.get(place(lineId));
    }

    Lines change(String lineId, UnaryOperator<Line> change) {
        int place = place(lineId);
        return new Lines(inOrder.with(place, change.apply(inOrder.get(place))), places);
    }

    /** Changes the quantities of each line that is named. */
    Lines change(List<LineQuantity> items, BiFunction<Quantities, Long, Quantities> change) {
        Lines changed = this;
        for (LineQuantity item : items) {
            changed = changed.change(
                    item.lineId(), line -> line.change(quantities -> change.apply(quantities, item.quantity())));
        }
        return changed;
    }

    /** The items with what they are quantities of. */
    List<LineQuantity> quantities(List<Item> items) {
        return items.stream()
                .map(item -> new LineQuantity(item.lineId(), get(item.lineId()).sku(), item.quantity()))
                .toList();
    }

    private int place(String lineId) {
        Integer place = places.get(lineId);
        if (place == null) {
            throw new IllegalStateException("no line " + lineId);
        }
        return place;
    }

    Stream<Line> stream() {
        return inOrder.stream();
    }
}
