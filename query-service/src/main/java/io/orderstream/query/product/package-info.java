/** The products that sold best. */
@NullMarked
package io.orderstream.query.product;

import org.jspecify.annotations.NullMarked;
