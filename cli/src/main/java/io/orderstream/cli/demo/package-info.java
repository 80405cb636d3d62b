/**
 * Orders made from TPC-H, placed and walked along through the write API, then compared with what the read API and the
 * topic of domain events say.
 */
@NullMarked
package io.orderstream.cli.demo;

import org.jspecify.annotations.NullMarked;
