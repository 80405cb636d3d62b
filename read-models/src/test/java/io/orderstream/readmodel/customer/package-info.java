@NullMarked
package io.orderstream.readmodel.customer;

import org.jspecify.annotations.NullMarked;
