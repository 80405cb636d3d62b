@NullMarked
package io.orderstream.local.kafka;

import org.jspecify.annotations.NullMarked;
