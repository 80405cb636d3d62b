/** Projections as engineers operate them, through the projector's admin API. */
@NullMarked
package io.orderstream.cli.projections;

import org.jspecify.annotations.NullMarked;
