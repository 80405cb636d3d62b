@NullMarked
package io.orderstream.local.eventstore.log;

import org.jspecify.annotations.NullMarked;
