package io.orderstream.projector.relay;

/**
 * How many partitions the live topics have; -1 where that is not known.
 *
 * @param events of the topic of domain events
 * @param states of the topic of states
 */
record Partitions(int events, int states) {

    static final Partitions UNKNOWN = new Partitions(-1, -1);
}
