package io.orderstream.projector.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who works on something.
 *
 * @param id what is owned
 * @param owner the {@linkplain Member member} who owns it; null if nobody does
 * @param epoch grows each time it is taken, so that a later owner is told from an earlier one
 */
record Lease(String id, @Nullable String owner, long epoch) {}
