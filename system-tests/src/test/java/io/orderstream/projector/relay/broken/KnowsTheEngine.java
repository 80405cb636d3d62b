package io.orderstream.projector.relay.broken;

import io.orderstream.projector.engine.broken.KnowsOrders;

public final class KnowsTheEngine {
    private KnowsOrders engine;
}
