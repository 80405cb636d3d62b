package io.orderstream.command.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of command handling.
 *
 * @param cacheSize how much memory folded orders may take, estimated
 * @param attempts how often a command is decided anew when others change the order meanwhile
 * @param returnWindow how long returns can be requested after an order is completed
 */
@ConfigurationProperties("orderstream.orders")
record OrderProperties(
        @DefaultValue("64MB") DataSize cacheSize,
        @DefaultValue("10") int attempts,
        @DefaultValue("30d") Duration returnWindow) {}
