/** The write side: it decides what a command does and appends the events to the log, nothing else. */
@NullMarked
package io.orderstream.command;

import org.jspecify.annotations.NullMarked;
