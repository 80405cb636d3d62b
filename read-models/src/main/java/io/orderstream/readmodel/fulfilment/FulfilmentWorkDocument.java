package io.orderstream.readmodel.fulfilment;

import io.orderstream.readmodel.ReadModelDocument;
import java.time.Instant;
import java.util.List;

/**
 * What is still to be done with the units of an order. Only lines that are to be shipped count.
 *
 * @param id the order's id
 * @param open whether anything is to be done
 * @param placedAt when the order was placed; its work is as old as that
 * @param confirmed whether the order was confirmed, before which nothing is set aside
 * @param holds the holds that are not released
 * @param notShipped the lines that are not to be shipped
 * @param waiting units that are not set aside
 * @param allocated units that are set aside and not shipped
 * @param inTransit units that are shipped and have not arrived
 * @param toReceive units that are to come back and have not yet
 */
public record FulfilmentWorkDocument(
        String id,
        long position,
        boolean open,
        Instant placedAt,
        boolean confirmed,
        List<String> holds,
        List<String> notShipped,
        long waiting,
        long allocated,
        long inTransit,
        long toReceive)
        implements ReadModelDocument {}
