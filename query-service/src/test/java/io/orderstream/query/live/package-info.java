@NullMarked
package io.orderstream.query.live;

import org.jspecify.annotations.NullMarked;
