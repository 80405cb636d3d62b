@NullMarked
package io.orderstream.readmodel.figures;

import org.jspecify.annotations.NullMarked;
