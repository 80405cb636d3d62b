package io.orderstream.query.order;

import io.orderstream.query.web.SignedCursors;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Makes cursors of places in lists of orders; a cursor is good for the list that it was made for. */
@Component
class OrderCursors {

    private final SignedCursors cursors;

    OrderCursors(SignedCursors cursors) {
        this.cursors = cursors;
    }

    String encode(OrderFilter filter, OrderSort sort, OrderPlace place) {
        return cursors.encode(list(filter, sort), place.key() + "." + place.id());
    }

    /** Reads what {@link #encode} wrote; anything else is an {@link IllegalArgumentException}. */
    OrderPlace decode(OrderFilter filter, OrderSort sort, String text) {
        String place = cursors.decode(list(filter, sort), text);
        int dot = place.indexOf('.');
        return new OrderPlace(Long.parseLong(place.substring(0, dot)), place.substring(dot + 1));
    }

    private static String list(OrderFilter filter, OrderSort sort) {
        return "orders " + sort + " " + new TreeMap<>(filter.exact()) + " " + filter.placedFrom() + " "
                + filter.placedTo() + " " + filter.totalFrom() + " " + filter.totalTo();
    }
}
