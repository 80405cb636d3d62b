package io.orderstream.projector.engine;

/**
 * How far something is behind the log; zeros when it is not.
 *
 * @param events how many events of orders it has not come to, as far as they are counted; at least one if it is behind
 * @param seconds how long the first of them has been waiting, by the event store's clock and this machine's
 */
public record Lag(long events, double seconds) {

    static final Lag NONE = new Lag(0, 0);

    /** That of a whole: the worst of its parts. */
    Lag orWorse(Lag other) {
        return new Lag(Math.max(events, other.events), Math.max(seconds, other.seconds));
    }
}
