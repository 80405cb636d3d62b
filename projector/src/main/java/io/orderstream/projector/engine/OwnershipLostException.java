package io.orderstream.projector.engine;

import org.jspecify.annotations.Nullable;

/** Another projector owns what was being worked on. Nothing is lost: it goes on from the checkpoint. */
final class OwnershipLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OwnershipLostException(String part, @Nullable Throwable cause) {
        super("another projector owns " + part, cause);
    }
}
