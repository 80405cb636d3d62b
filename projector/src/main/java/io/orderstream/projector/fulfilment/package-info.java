/** What the projector knows of the read models of fulfilment: how they are run and which indexes they have. */
@NullMarked
package io.orderstream.projector.fulfilment;

import org.jspecify.annotations.NullMarked;
