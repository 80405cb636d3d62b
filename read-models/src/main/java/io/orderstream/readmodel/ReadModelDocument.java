package io.orderstream.readmodel;

/** A document of a read model. It can be thrown away and folded anew from the events at any time. */
public interface ReadModelDocument {

    /** The document's id, unique in its collection; stored as {@code _id}. */
    String id();

    /**
     * The watermark: the log position of the last event folded in. An event that is not newer is in already, so
     * folding the same events again changes nothing.
     */
    long position();

    /**
     * About how much memory it takes, in documents of usual size. Documents that can grow say how much they have; what is kept
     * of them in memory is bounded by that.
     */
    default int weight() {
        return 1;
    }
}
