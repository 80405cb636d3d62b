/** Orders, one by one and as a list. */
@NullMarked
package io.orderstream.query.order;

import org.jspecify.annotations.NullMarked;
