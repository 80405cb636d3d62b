package io.orderstream.query.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the cursors of lists are protected.
 *
 * @param cursorKey what they are signed with, the same for all instances; empty for a key that each start makes anew
 */
@ConfigurationProperties("orderstream.query")
public record CursorProperties(@DefaultValue("") String cursorKey) {}
