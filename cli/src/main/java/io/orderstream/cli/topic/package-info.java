/** Reading the topic of domain events. */
@NullMarked
package io.orderstream.cli.topic;

import org.jspecify.annotations.NullMarked;
