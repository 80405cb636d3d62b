/** Commands on orders over HTTP: requests, the five steps from a command to its events, and answers. */
@NullMarked
package io.orderstream.command.order;

import org.jspecify.annotations.NullMarked;
