package io.orderstream.cli.demo;

/**
 * Units of a line.
 *
 * @param line the line's place in its order, from 0
 */
record Item(int line, long quantity) {}
