@NullMarked
package io.orderstream.readmodel.history;

import org.jspecify.annotations.NullMarked;
