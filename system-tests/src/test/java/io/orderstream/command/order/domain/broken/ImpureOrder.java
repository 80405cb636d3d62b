package io.orderstream.command.order.domain.broken;

import com.eventstore.dbclient.EventStoreDBClient;
import io.orderstream.readmodel.Checkpoint;
import org.springframework.beans.factory.annotation.Autowired;

final class ImpureOrder {
    private static int orders;

    @Autowired
    private EventStoreDBClient client;

    private Checkpoint checkpoint;

    void place() {
        orders++;
        System.out.println(orders);
    }
}
