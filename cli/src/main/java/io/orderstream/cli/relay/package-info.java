/** The commands for the relay: how it is getting on, and history published anew. */
@NullMarked
package io.orderstream.cli.relay;

import org.jspecify.annotations.NullMarked;
