/** Kafka and MongoDB without containers: real wire protocols, durable in a folder, reachable from this machine only. */
@NullMarked
package io.orderstream.local.backing;

import org.jspecify.annotations.NullMarked;
