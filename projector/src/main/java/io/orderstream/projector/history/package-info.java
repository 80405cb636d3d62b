/** What the projector knows of the read model of orders' histories. */
@NullMarked
package io.orderstream.projector.history;

import org.jspecify.annotations.NullMarked;
