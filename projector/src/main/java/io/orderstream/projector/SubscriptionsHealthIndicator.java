package io.orderstream.projector;

import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.projector.subscription.SubscriptionStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether every consumer follows the log. */
@Component
final class SubscriptionsHealthIndicator implements HealthIndicator {

    private final Subscriptions subscriptions;

    SubscriptionsHealthIndicator(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (SubscriptionStatus status : subscriptions.statuses()) {
            health.withDetail(status.name(), status.state());
            if (status.state() != SubscriptionState.RUNNING) {
                health.down();
            }
        }
        return health.build();
    }
}
