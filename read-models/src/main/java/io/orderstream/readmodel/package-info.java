/** What every read model has in common: documents with a watermark and the pure folds that build them. */
@NullMarked
package io.orderstream.readmodel;

import org.jspecify.annotations.NullMarked;
