package io.orderstream.cli.demo;

import java.util.List;

/**
 * A command of an order's walk, with what it must come to.
 *
 * @param name unlike that of every other step of the order
 * @param path what follows the order's own path; unused for placing
 * @param body the request's JSON; empty if it has none
 * @param events the types of the domain events that it makes, in their order
 * @param after where the order stands then
 */
record Step(String name, String path, String body, List<String> events, Standing after) {}
