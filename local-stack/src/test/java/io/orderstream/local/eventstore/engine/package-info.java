@NullMarked
package io.orderstream.local.eventstore.engine;

import org.jspecify.annotations.NullMarked;
