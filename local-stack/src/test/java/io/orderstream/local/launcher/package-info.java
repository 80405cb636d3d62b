@NullMarked
package io.orderstream.local.launcher;

import org.jspecify.annotations.NullMarked;
