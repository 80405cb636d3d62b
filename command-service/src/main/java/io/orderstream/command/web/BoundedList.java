package io.orderstream.command.web;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A list of a request while it is read: it refuses to grow beyond what any request needs. */
final class BoundedList<E extends @Nullable Object> extends ArrayList<E> {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 1_000;

    @Override
    public boolean add(E element) {
        TooManyElementsException.check(size(), MOST);
        return super.add(element);
    }
}
