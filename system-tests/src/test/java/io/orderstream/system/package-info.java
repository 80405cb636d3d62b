/** The whole system as its users run it: the script, the services as processes of their own, HTTP and Kafka. */
@NullMarked
package io.orderstream.system;

import org.jspecify.annotations.NullMarked;
