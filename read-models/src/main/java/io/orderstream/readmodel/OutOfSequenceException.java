package io.orderstream.readmodel;

import io.orderstream.events.stored.StoredEvent;

/** An event does not follow what was folded before; something between is missing, and going on would hide that. */
public final class OutOfSequenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what was expected.
     *
     * @param revision the last revision folded in, -1 if none was
     */
    public OutOfSequenceException(long revision, StoredEvent event) {
        super("order " + event.orderId() + " was folded up to revision " + revision + ", but revision "
                + event.revision() + " came next");
    }
}
