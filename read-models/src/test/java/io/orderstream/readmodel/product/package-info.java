@NullMarked
package io.orderstream.readmodel.product;

import org.jspecify.annotations.NullMarked;
