package io.orderstream.projector;

import io.orderstream.projector.subscription.CatchUpSubscription;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.projector.subscription.SubscriptionProperties;
import io.orderstream.projector.subscription.SubscriptionStatus;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Gives each consumer a subscription of its own, so that none of them stalls another, for as long as the program runs. */
@Component
final class Subscriptions implements SmartLifecycle {

    private final List<CatchUpSubscription> subscriptions;
    private volatile boolean running;

    Subscriptions(EventLog log, List<EventConsumer> consumers, SubscriptionProperties properties) {
        this.subscriptions = consumers.stream()
                .map(consumer -> new CatchUpSubscription(log, consumer, properties))
                .toList();
    }

    List<SubscriptionStatus> statuses() {
        return subscriptions.stream().map(CatchUpSubscription::status).toList();
    }

    @Override
    public void start() {
        running = true;
        subscriptions.forEach(CatchUpSubscription::start);
    }

    @Override
    public void stop() {
        subscriptions.parallelStream().forEach(CatchUpSubscription::close);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
