package io.orderstream.command.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits on requests.
 *
 * @param maxBodySize the largest body that is read; the event made from it must fit into one append
 * @param maxBodiesInMemory how much all bodies that are being read or handled may take together; more are refused
 * @param bodyDeadline how long a client may take to send a body
 */
@ConfigurationProperties("orderstream.web")
record WebProperties(
        @DefaultValue("512KB") DataSize maxBodySize,
        @DefaultValue("32MB") DataSize maxBodiesInMemory,
        @DefaultValue("20s") Duration bodyDeadline) {}
