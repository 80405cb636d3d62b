/** What the read models of figures have in common: what an event changes in what orders amount to, and in which period. */
@NullMarked
package io.orderstream.readmodel.figures;

import org.jspecify.annotations.NullMarked;
