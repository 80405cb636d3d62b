package io.orderstream.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * Which generation of a read model is to be read. It changes in one atomic write; the generation that was live before
 * stays readable until it is released.
 *
 * @param id the {@linkplain Projection#name name} of the read model
 * @param live the generation to read
 * @param previous the one that was live before, if it is still there
 */
public record ReadModelPointer(
        String id, Generation live, @Nullable Generation previous) {

    /** The collection that holds the pointers of all read models. */
    public static final String COLLECTION = "projections";

    /**
     * The generation for readers that know this version: the live one, or the previous one if only that is of their
     * version and that is older than the live one; null if neither is. What is newer than the live one was taken back and
     * is not to be read any more.
     */
    public @Nullable Generation of(int version) {
        if (live.version() == version) {
            return live;
        }
        return previous != null && previous.version() == version && version < live.version() ? previous : null;
    }
}
