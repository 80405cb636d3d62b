package io.orderstream.projector.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.projector.subscription.SubscriptionStatus;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every second how the projections are getting on, for metrics and readiness. A projector is ready when it knows what
 * it owns, all that it works on runs, and no live read model has stopped or is too far behind. What cannot be seen has no
 * metrics, rather than old ones.
 */
@Component("projectionsHealthIndicator")
final class ProjectionWatch implements HealthIndicator, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionWatch.class);
    private static final String NAME = "orderstream.projection.";

    private final Survey survey;
    private final Lags lags;
    private final Ownership ownership;
    private final EngineProperties properties;
    private final MultiGauge positions;
    private final MultiGauge lagEvents;
    private final MultiGauge lagSeconds;
    private final MultiGauge parked;
    private final MultiGauge running;
    private final ScheduledExecutorService looks = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("projection-watch-", 0).factory());
    private volatile List<ProjectionStatus> seen = List.of();
    private volatile boolean blind;
    private volatile boolean isRunning;

    ProjectionWatch(Survey survey, Lags lags, Ownership ownership, EngineProperties properties, MeterRegistry meters) {
        this.survey = survey;
        this.lags = lags;
        this.ownership = ownership;
        this.properties = properties;
        this.positions = MultiGauge.builder(NAME + "position").register(meters);
        this.lagEvents = MultiGauge.builder(NAME + "lag.events").register(meters);
        this.lagSeconds =
                MultiGauge.builder(NAME + "lag.seconds").baseUnit("seconds").register(meters);
        this.parked = MultiGauge.builder(NAME + "parked").register(meters);
        this.running = MultiGauge.builder(NAME + "running").register(meters);
    }

    @Override
    public void start() {
        isRunning = true;
        looks.scheduleWithFixedDelay(this::lookAtLog, 0, 1, TimeUnit.SECONDS);
        looks.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void lookAtLog() {
        try {
            lags.look();
        } catch (RuntimeException | Error failed) {
            LOG.warn("cannot look where the log ends", failed);
        }
    }

    private void look() {
        try {
            show(survey.statuses());
            blind = false;
        } catch (RuntimeException | Error away) {
            if (!blind && isRunning) {
                LOG.warn("cannot see how projections are getting on, metrics leave them out: {}", away.toString());
            }
            blind = true;
            show(List.of());
        }
    }

    private void show(List<ProjectionStatus> statuses) {
        seen = statuses;
        show(positions, ProjectionStatus::position);
        show(lagEvents, status -> status.lag().events());
        show(lagSeconds, status -> status.lag().seconds());
        show(parked, ProjectionStatus::parked);
        show(running, status -> status.state() == SubscriptionState.RUNNING ? 1 : 0);
    }

    private void show(MultiGauge gauge, ToDoubleFunction<ProjectionStatus> value) {
        gauge.register(
                seen.stream()
                        .map(status -> Row.of(Tags.of("projection", status.name()), status, value))
                        .toList(),
                true);
    }

    @Override
    public Health health() {
        Health.Builder health = ownership.isConfirmed() ? Health.up() : Health.down();
        for (SubscriptionStatus status : ownership.statuses()) {
            health.withDetail(status.name(), status.state());
            if (status.state() != SubscriptionState.RUNNING) {
                health.down();
            }
        }
        if (blind) {
            health.down().withDetail("projections", "cannot be seen");
        }
        for (ProjectionStatus status : seen) {
            double limit = properties.maxLag().toMillis() / 1_000.0;
            if (status.state() == SubscriptionState.FAILED || status.lag().seconds() > limit) {
                health.down()
                        .withDetail(
                                status.name(),
                                status.state() + ", " + status.lag().seconds() + " s behind");
            }
        }
        return health.build();
    }

    @Override
    public void stop() {
        isRunning = false;
        looks.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
