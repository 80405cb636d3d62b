/** What all figures have in common: the reporting time zone, periods of it, and how amounts are shown. */
@NullMarked
package io.orderstream.query.reporting;

import org.jspecify.annotations.NullMarked;
