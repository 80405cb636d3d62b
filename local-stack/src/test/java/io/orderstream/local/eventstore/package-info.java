@NullMarked
package io.orderstream.local.eventstore;

import org.jspecify.annotations.NullMarked;
