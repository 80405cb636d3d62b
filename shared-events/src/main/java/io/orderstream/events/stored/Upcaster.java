package io.orderstream.events.stored;

import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the payload of one version of an event type into the next version, on read. It renames, splits and defaults;
 * amounts are carried over and never computed anew.
 *
 * @param type the event type's name
 * @param from the version it reads; the result is {@code from + 1}
 * @param upcast given the payload, which it may change in place, returns the payload of the next version
 */
public record Upcaster(String type, int from, UnaryOperator<ObjectNode> upcast) {}
