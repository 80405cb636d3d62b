/** The projection that docs/adding-a-projection.md adds. */
@NullMarked
package io.orderstream.projector.channel;

import org.jspecify.annotations.NullMarked;
