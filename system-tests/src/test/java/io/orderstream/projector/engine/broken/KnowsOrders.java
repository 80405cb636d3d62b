package io.orderstream.projector.engine.broken;

import io.orderstream.command.CommandServiceApplication;
import io.orderstream.projector.relay.broken.KnowsTheEngine;
import io.orderstream.readmodel.order.OrderDocument;

public final class KnowsOrders {
    private OrderDocument order;
    private KnowsTheEngine relay;
    private CommandServiceApplication service;
}
