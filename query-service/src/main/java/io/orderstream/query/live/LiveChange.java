package io.orderstream.query.live;

/**
 * A thing that changed.
 *
 * @param key what changed, unique in its feed; a later change with the same key replaces this one
 * @param position the log position of its last change
 * @param view the thing as a read shows it
 */
public record LiveChange(String key, long position, Object view) {}
