@NullMarked
package io.orderstream.local.eventstore.index;

import org.jspecify.annotations.NullMarked;
