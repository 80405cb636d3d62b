package io.orderstream.command.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits on requests.
 *
 * @param maxBodySize the largest body that is read; the event made from it must fit into one append
 */
@ConfigurationProperties("orderstream.web")
record WebProperties(@DefaultValue("512KB") DataSize maxBodySize) {}
