/** The commands behind {@code ./orderstream} that talk to services over HTTP and Kafka, on this machine or elsewhere. */
@NullMarked
package io.orderstream.cli;

import org.jspecify.annotations.NullMarked;
