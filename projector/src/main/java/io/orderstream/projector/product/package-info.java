/** What the projector knows of the read model of products. */
@NullMarked
package io.orderstream.projector.product;

import org.jspecify.annotations.NullMarked;
