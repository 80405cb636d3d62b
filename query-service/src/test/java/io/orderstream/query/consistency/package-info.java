@NullMarked
package io.orderstream.query.consistency;

import org.jspecify.annotations.NullMarked;
