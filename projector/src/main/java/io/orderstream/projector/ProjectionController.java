package io.orderstream.projector;

import io.orderstream.projector.subscription.SubscriptionStatus;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What engineers ask of the projector. */
@RestController
@RequestMapping("/v1/projections")
final class ProjectionController {

    private final Subscriptions subscriptions;

    ProjectionController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** A list as every list is answered. */
    record Projections(List<SubscriptionStatus> items) {}

    @GetMapping
    Projections list() {
        return new Projections(subscriptions.statuses());
    }
}
