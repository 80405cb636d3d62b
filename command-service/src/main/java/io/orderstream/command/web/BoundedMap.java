package io.orderstream.command.web;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A map of a request while it is read: it refuses to grow beyond what any request needs. */
final class BoundedMap<K, V extends @Nullable Object> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    @Override
    public @Nullable V put(K key, V value) {
        TooManyElementsException.check(size(), MOST);
        return super.put(key, value);
    }
}
