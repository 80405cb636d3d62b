package io.orderstream.projector.subscription;

import org.jspecify.annotations.Nullable;

/**
 * How a subscription is getting on.
 *
 * @param position the log position up to which everything is done, -1 if nothing is
 * @param problem why it is not running, if it is not
 */
public record SubscriptionStatus(
        String name,
        SubscriptionState state,
        long position,
        @Nullable String problem) {}
