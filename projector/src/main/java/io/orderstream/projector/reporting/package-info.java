/** In which time zone the periods of figures are counted. */
@NullMarked
package io.orderstream.projector.reporting;

import org.jspecify.annotations.NullMarked;
