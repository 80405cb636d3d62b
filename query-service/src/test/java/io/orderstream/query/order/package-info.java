@NullMarked
package io.orderstream.query.order;

import org.jspecify.annotations.NullMarked;
