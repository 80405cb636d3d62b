@NullMarked
package io.orderstream.readmodel;

import org.jspecify.annotations.NullMarked;
