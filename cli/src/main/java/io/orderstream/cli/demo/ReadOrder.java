package io.orderstream.cli.demo;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An order as the read API shows it.
 *
 * @param day when it was placed, in UTC
 */
record ReadOrder(UUID orderId, LocalDate day, Standing standing) {}
