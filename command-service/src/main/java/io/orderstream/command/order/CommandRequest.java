package io.orderstream.command.order;

import io.orderstream.command.order.domain.OrderCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command and what came with it.
 *
 * @param requestHash a digest of what was asked, so that the command's id cannot be used for something else
 * @param receivedAt when it came in
 */
record CommandRequest(
        String orderId, OrderCommand command, CommandHeaders headers, String requestHash, Instant receivedAt) {

    /** The revision that the client saw, if it said so. */
    @Nullable
    Long expectedRevision() {
        return headers.expectedRevision();
    }
}
