/**
 * The order aggregate: its state, its commands and the decisions between them. Pure: no clock, no ids of its own, no
 * framework. Time and ids come in with a command.
 */
@NullMarked
package io.orderstream.command.order.domain;

import org.jspecify.annotations.NullMarked;
