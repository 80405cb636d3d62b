package io.orderstream.query.order;

import io.orderstream.readmodel.order.FulfilmentStatus;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.PaymentStatus;
import io.orderstream.readmodel.order.ReturnStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of an {@link OrderDocument} that a list shows; its fields have the names they have there. */
record OrderEntry(
        String id,
        long revision,
        String number,
        String channel,
        String currency,
        @Nullable String customerId,
        Instant placedAt,
        Instant updatedAt,
        String lifecycle,
        PaymentStatus paymentStatus,
        FulfilmentStatus fulfilmentStatus,
        ReturnStatus returnStatus,
        OrderDocument.Totals totals) {}
