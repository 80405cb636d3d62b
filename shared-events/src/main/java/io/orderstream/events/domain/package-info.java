/**
 * Domain events: the public contract with other teams and the data platform. They are made from
 * {@linkplain io.orderstream.events.stored stored events} by the relay and hold no personal data. Within v1 a schema
 * changes only by adding optional fields.
 */
@NullMarked
package io.orderstream.events.domain;

import org.jspecify.annotations.NullMarked;
