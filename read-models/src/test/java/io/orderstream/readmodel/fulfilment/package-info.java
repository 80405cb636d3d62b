@NullMarked
package io.orderstream.readmodel.fulfilment;

import org.jspecify.annotations.NullMarked;
