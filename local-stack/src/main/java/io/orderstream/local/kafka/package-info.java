/** Kafka without containers: the broker itself in this JVM, durable in a folder, reachable from this machine only. */
@NullMarked
package io.orderstream.local.kafka;

import org.jspecify.annotations.NullMarked;
