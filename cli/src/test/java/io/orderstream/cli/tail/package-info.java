@NullMarked
package io.orderstream.cli.tail;

import org.jspecify.annotations.NullMarked;
