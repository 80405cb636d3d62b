package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import io.orderstream.command.order.domain.OrderCommand.Visibility;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of a request to add a note; who may read it is nobody outside unless it says so. */
record NoteRequest(
        @NotBlank @Size(max = Limits.NOTE) String text,
        @Nullable Visibility visibility) {}
