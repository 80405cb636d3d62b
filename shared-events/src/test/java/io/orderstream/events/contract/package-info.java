/** The public contract: its schemas, its samples, its AsyncAPI document, and what must not change in them. */
@NullMarked
package io.orderstream.events.contract;

import org.jspecify.annotations.NullMarked;
