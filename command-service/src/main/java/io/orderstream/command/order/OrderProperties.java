package io.orderstream.command.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of command handling.
 *
 * @param cachedOrders how many folded orders are kept in memory
 * @param attempts how often a command is decided anew when others change the order meanwhile
 * @param returnWindow how long returns can be requested after an order is completed
 */
@ConfigurationProperties("orderstream.orders")
record OrderProperties(
        @DefaultValue("10000") int cachedOrders,
        @DefaultValue("10") int attempts,
        @DefaultValue("30d") Duration returnWindow) {}
