package io.orderstream.local.launcher;

import java.util.List;

/** What a user can do with a stack that is up. */
final class Addresses {

    private Addresses() {}

    static String of(List<Endpoint> endpoints) {
        return """

                Orderstream is up.

                  write API      http://localhost:%1$d   (command-service)
                  read API       http://localhost:%2$d   (query-service)
                  operations     http://localhost:%3$d   (projector)
                  event store    esdb://localhost:%4$d?tls=false
                  MongoDB        mongodb://localhost:%5$d/orderstream
                  Kafka          localhost:%6$d

                Place an order:

                  curl -i http://localhost:%1$d/v1/orders -H 'Content-Type: application/json' -d '{"currency":"EUR","lines":[{"sku":"S18_1749","name":"1917 Grand Touring Sedan","quantity":2,"unitPrice":"100.00"}]}'

                and read it back:  curl http://localhost:%2$d/v1/orders
                """.formatted(
                        port(endpoints, Service.COMMAND.module()),
                        port(endpoints, Service.QUERY.module()),
                        port(endpoints, Service.PROJECTOR.module()),
                        port(endpoints, BackingPlan.EVENT_STORE),
                        port(endpoints, BackingPlan.MONGODB),
                        port(endpoints, BackingPlan.KAFKA));
    }

    private static int port(List<Endpoint> endpoints, String name) {
        return endpoints.stream()
                .filter(endpoint -> endpoint.name().equals(name))
                .findAny()
                .orElseThrow()
                .port();
    }
}
