/** Values that stored events, domain events and views have in common. */
@NullMarked
package io.orderstream.events;

import org.jspecify.annotations.NullMarked;
