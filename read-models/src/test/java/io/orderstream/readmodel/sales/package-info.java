@NullMarked
package io.orderstream.readmodel.sales;

import org.jspecify.annotations.NullMarked;
