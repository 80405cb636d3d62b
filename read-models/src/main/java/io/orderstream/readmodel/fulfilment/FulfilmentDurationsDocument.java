package io.orderstream.readmodel.fulfilment;

import io.orderstream.readmodel.ReadModelDocument;

/**
 * How long after its order was placed each shipment of a day was handed to a carrier, and each delivery of a day
 * arrived. Several documents may stand for the same day; they add up.
 *
 * @param day the day of the shipments and deliveries, {@code 2026-03-01}
 */
public record FulfilmentDurationsDocument(
        String id, long position, String day, Durations placedToShipped, Durations placedToDelivered)
        implements ReadModelDocument {}
