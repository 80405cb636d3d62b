package io.orderstream.events.stored;

/** How the streams of orders are named in the event store: {@code order-{orderId}}. */
public final class OrderStreams {

    /** What the name of every order's stream starts with, and no other stream's. */
    public static final String PREFIX = "order-";

    private OrderStreams() {}

    public static String nameOf(String orderId) {
        return PREFIX + orderId;
    }

    /**
     * The order that a stream belongs to.
     *
     * @throws IllegalArgumentException if it is no order's stream
     */
    public static String orderIdOf(String stream) {
        if (!stream.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not an order's stream: " + stream);
        }
        return stream.substring(PREFIX.length());
    }
}
