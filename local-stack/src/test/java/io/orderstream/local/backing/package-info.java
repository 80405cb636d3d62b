@NullMarked
package io.orderstream.local.backing;

import org.jspecify.annotations.NullMarked;
