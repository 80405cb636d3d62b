package io.orderstream.command.order.domain;

/**
 * What happened to the units of a line. No instance breaks the rules between its counters.
 *
 * @param allocated set aside for fulfilments, net of allocations that were cancelled; includes what was shipped since
 * @param returnRequested in return requests that are open
 * @param credited units whose worth was given back although they stay sold
 */
record Quantities(
        long ordered,
        long cancelled,
        long allocated,
        long shipped,
        long delivered,
        long returnRequested,
        long received,
        long restocked,
        long writtenOff,
        long credited) {

    Quantities {
        inOrder("0 <= cancelled <= ordered", 0, cancelled, ordered);
        inOrder("shipped <= allocated <= active", shipped, allocated, ordered - cancelled);
        inOrder("0 <= delivered <= shipped", 0, delivered, shipped);
        inOrder("0 <= returnRequested <= shipped - received", 0, returnRequested, shipped - received);
        inOrder("0 <= restocked <= received", 0, restocked, received);
        inOrder("0 <= credited <= ordered", 0, credited, ordered);
        inOrder("restocked + writtenOff = received", received, restocked + writtenOff, received);
    }

    private static void inOrder(String rule, long low, long middle, long high) {
        if (low > middle || middle > high) {
            throw new IllegalArgumentException("broken: " + rule);
        }
    }

    static Quantities ordered(long quantity) {
        return new Quantities(quantity, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** What is still wanted. */
    long active() {
        return ordered - cancelled;
    }

    /** What is wanted and not set aside yet. */
    long unallocated() {
        return active() - allocated;
    }

    /** What was neither cancelled nor credited yet. */
    long creditable() {
        return Math.max(0, active() - credited);
    }

    /** What can be cancelled: it is neither set aside nor credited. */
    long cancellable() {
        return Math.min(unallocated(), creditable());
    }

    /** Sets units aside, or lets them go if there are less than none. */
    Quantities allocate(long units) {
        return new Quantities(
                ordered,
                cancelled,
                allocated + units,
                shipped,
                delivered,
                returnRequested,
                received,
                restocked,
                writtenOff,
                credited);
    }

    Quantities ship(long units) {
        return new Quantities(
                ordered,
                cancelled,
                allocated,
                shipped + units,
                delivered,
                returnRequested,
                received,
                restocked,
                writtenOff,
                credited);
    }

    Quantities deliver(long units) {
        return new Quantities(
                ordered,
                cancelled,
                allocated,
                shipped,
                delivered + units,
                returnRequested,
                received,
                restocked,
                writtenOff,
                credited);
    }

    /** Asks for units to come back, or no longer if there are less than none. */
    Quantities requestReturn(long units) {
        return new Quantities(
                ordered,
                cancelled,
                allocated,
                shipped,
                delivered,
                returnRequested + units,
                received,
                restocked,
                writtenOff,
                credited);
    }

    /** Units that were asked for came back, some fit to be sold again and some not. */
    Quantities receive(long fit, long unfit) {
        return new Quantities(
                ordered,
                cancelled,
                allocated,
                shipped,
                delivered,
                returnRequested - fit - unfit,
                received + fit + unfit,
                restocked + fit,
                writtenOff + unfit,
                credited);
    }

    /** What was shipped and neither came back nor is asked for. */
    long returnable() {
        return shipped - received - returnRequested;
    }

    /** Credits units, or takes that back if there are less than none. */
    Quantities credit(long units) {
        return new Quantities(
                ordered,
                cancelled,
                allocated,
                shipped,
                delivered,
                returnRequested,
                received,
                restocked,
                writtenOff,
                credited + units);
    }

    Quantities cancel(long units) {
        return new Quantities(
                ordered,
                cancelled + units,
                allocated,
                shipped,
                delivered,
                returnRequested,
                received,
                restocked,
                writtenOff,
                credited);
    }
}
