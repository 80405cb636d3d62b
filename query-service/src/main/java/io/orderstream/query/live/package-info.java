/**
 * Live updates: what changes in the read models, pushed to whoever listens. It knows no read model; those who have one
 * offer a {@link io.orderstream.query.live.LiveFeed}.
 */
@NullMarked
package io.orderstream.query.live;

import org.jspecify.annotations.NullMarked;
