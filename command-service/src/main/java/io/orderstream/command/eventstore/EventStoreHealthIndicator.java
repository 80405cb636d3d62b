package io.orderstream.command.eventstore;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the log answers: a read of a stream that does not exist goes all the way. */
@Component
final class EventStoreHealthIndicator implements HealthIndicator {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final OrderEventStore events;

    EventStoreHealthIndicator(OrderEventStore events) {
        this.events = events;
    }

    @Override
    public Health health() {
        try {
            events.read(NOBODY, 0, 1);
            return Health.up().build();
        } catch (EventStoreSaturatedException busy) {
            return Health.unknown()
                    .withDetail("reason", String.valueOf(busy.getMessage()))
                    .build();
        } catch (EventStoreUnavailableException away) {
            return Health.down()
                    .withDetail("reason", String.valueOf(away.getMessage()))
                    .build();
        }
    }
}
