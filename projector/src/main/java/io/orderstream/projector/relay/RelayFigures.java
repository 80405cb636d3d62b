package io.orderstream.projector.relay;

/**
 * How a relay is getting on, since this process started.
 *
 * @param events stored events relayed
 * @param eventsPerSecond in the last full ten seconds
 * @param transactions committed
 * @param failedTransactions not known to be committed
 * @param fenced how often another relay took over while this one wrote
 * @param p50Millis how long half of the recent transactions took at most
 * @param p99Millis how long all but one in a hundred took at most
 * @param maxMillis the longest recent one
 */
record RelayFigures(
        long events,
        double eventsPerSecond,
        long transactions,
        long failedTransactions,
        long fenced,
        double p50Millis,
        double p99Millis,
        double maxMillis) {}
