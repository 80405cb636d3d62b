@NullMarked
package io.orderstream.query;

import org.jspecify.annotations.NullMarked;
