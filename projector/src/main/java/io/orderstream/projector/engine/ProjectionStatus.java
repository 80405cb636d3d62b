package io.orderstream.projector.engine;

import io.orderstream.projector.subscription.SubscriptionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a consumer of the log is getting on, over all projectors. What is said of the whole is the worst of its shards.
 *
 * @param position the log position up to which everything is done; -1 if nothing is
 * @param parked how many documents are parked
 * @param problem why it is not running, if it is not
 * @param live what is read; null for a consumer that keeps no read model, as the others
 * @param rebuild what a rebuild fills
 * @param rebuildProblem why the rebuild does not go live though it has caught up, or why newer code does not begin one
 * @param previous what was live before and is kept until it is released
 */
public record ProjectionStatus(
        String name,
        SubscriptionState state,
        long position,
        Lag lag,
        int parked,
        @Nullable String problem,
        @Nullable GenerationStatus live,
        @Nullable GenerationStatus rebuild,
        @Nullable String rebuildProblem,
        @Nullable GenerationStatus previous) {

    /** How one generation of a read model is getting on. */
    public record GenerationStatus(
            String collection, int version, long position, Lag lag, int parked, List<ShardStatus> shards) {}

    /**
     * How a shard is getting on.
     *
     * @param owner the projector that works on it, if one does
     * @param figures what its owner measured; null if nobody works on it
     */
    public record ShardStatus(
            int shard,
            @Nullable String owner,
            SubscriptionState state,
            long position,
            Lag lag,
            int parked,
            @Nullable String problem,
            @Nullable Figures figures) {}
}
