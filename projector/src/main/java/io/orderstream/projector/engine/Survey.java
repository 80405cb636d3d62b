package io.orderstream.projector.engine;

import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.projector.engine.ProjectionStatus.GenerationStatus;
import io.orderstream.projector.engine.ProjectionStatus.ShardStatus;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.projector.subscription.SubscriptionStatus;
import io.orderstream.readmodel.Generation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together how all consumers are getting on, from what all projectors tell. Thread-safe. */
@Component
class Survey {

    private final Catalog catalog;
    private final Checkpoints checkpoints;
    private final Parking parking;
    private final Leases leases;
    private final Members members;
    private final Workload workload;
    private final Lags lags;
    private final Pauses pauses;

    Survey(RunnerTools tools, Workload workload, Lags lags) {
        this.catalog = new Catalog(tools.mongo());
        this.checkpoints = new Checkpoints(tools.mongo());
        this.parking = new Parking(tools.mongo());
        this.leases = new Leases(tools.mongo());
        this.members = new Members(tools.mongo(), tools.properties().leaseTime(), System::nanoTime);
        this.workload = workload;
        this.lags = lags;
        this.pauses = new Pauses(tools.mongo());
    }

    /** What is known at one moment. */
    private record Known(
            List<Member> living,
            Map<String, Progress> progress,
            Progress counted,
            Map<String, Lease> leases,
            Map<String, SubscriptionStatus> statuses,
            Map<String, Figures> figures,
            Map<String, Integer> parked,
            Set<String> paused) {

        int newestVersion(String projection) {
            return living.stream()
                    .mapToInt(member -> member.version(projection))
                    .max()
                    .orElse(0);
        }

        boolean isUnderstood(String projection, Generation generation) {
            return living.stream().anyMatch(member -> member.version(projection) == generation.version());
        }
    }

    synchronized List<ProjectionStatus> statuses() {
        Known known = look();
        List<ProjectionStatus> all = new ArrayList<>();
        catalog.all().stream()
                .sorted(Comparator.comparing(ProjectionEntry::id))
                .forEach(entry -> all.add(status(entry, known)));
        workload.others().forEach(name -> all.add(status(name, known)));
        lags.live(all.stream()
                .filter(status -> status.live() != null && status.state() == SubscriptionState.RUNNING)
                .mapToDouble(status -> status.lag().seconds())
                .max()
                .orElse(0));
        return all;
    }

    private Known look() {
        Map<String, SubscriptionStatus> statuses = new HashMap<>();
        Map<String, Figures> figures = new HashMap<>();
        Map<String, Lease> owners = leases.all();
        List<Member> living = members.living();
        for (Member member : living) {
            for (SubscriptionStatus status : member.statuses()) {
                Lease lease = owners.get(status.name());
                if (lease != null && member.id().equals(lease.owner())) {
                    statuses.put(status.name(), status);
                    Figures measured =
                            member.figures() == null ? null : member.figures().get(status.name());
                    if (measured != null) {
                        figures.put(status.name(), measured);
                    }
                }
            }
        }
        Map<String, Progress> progress = checkpoints.all();
        Progress counted = progress.getOrDefault(LogHead.ID, Progress.NONE);
        return new Known(living, progress, counted, owners, statuses, figures, parking.counts(), pauses.all());
    }

    private ProjectionStatus status(ProjectionEntry entry, Known known) {
        GenerationStatus live = generation(entry, entry.live(), known);
        String rebuildProblem = entry.rebuildProblem() != null
                ? entry.rebuildProblem()
                : entry.obstacle(known.newestVersion(entry.id()));
        ShardStatus worst = live.shards().stream()
                .max(Comparator.comparing(shard -> severity(shard.state())))
                .orElseThrow();
        return new ProjectionStatus(
                entry.id(),
                worst.state(),
                live.position(),
                live.lag(),
                live.parked(),
                worst.problem(),
                live,
                optional(entry, entry.next(), known),
                rebuildProblem,
                optional(entry, entry.previous(), known));
    }

    /** One that keeps no read model; what is on record of it is a moment late. */
    private ProjectionStatus status(String name, Known known) {
        Progress progress = known.progress().getOrDefault(name, Progress.NONE);
        SubscriptionState unowned =
                known.paused().contains(name) ? SubscriptionState.PAUSED : SubscriptionState.UNOWNED;
        SubscriptionStatus status =
                known.statuses().getOrDefault(name, new SubscriptionStatus(name, unowned, -1, null));
        long position = Math.max(status.position(), progress.position());
        Lag lag = lags.of(name, new Progress(position, progress.events()), known.counted());
        return new ProjectionStatus(name, status.state(), position, lag, 0, status.problem(), null, null, null, null);
    }

    private @Nullable GenerationStatus optional(ProjectionEntry entry, @Nullable Generation generation, Known known) {
        return generation == null ? null : generation(entry, generation, known);
    }

    private GenerationStatus generation(ProjectionEntry entry, Generation generation, Known known) {
        SubscriptionState unowned = entry.paused() ? SubscriptionState.PAUSED : SubscriptionState.UNOWNED;
        String problem = known.isUnderstood(entry.id(), generation)
                ? null
                : "no projector runs that knows version " + generation.version();
        List<ShardStatus> shards = Part.of(generation).stream()
                .map(part -> shard(part, known, new SubscriptionStatus(part.id(), unowned, -1, problem)))
                .toList();
        return new GenerationStatus(
                generation.collection(),
                generation.version(),
                Rebuilds.position(generation, known.progress()),
                shards.stream().map(ShardStatus::lag).reduce(Lag.NONE, Lag::orWorse),
                shards.stream().mapToInt(ShardStatus::parked).sum(),
                shards);
    }

    private ShardStatus shard(Part part, Known known, SubscriptionStatus unowned) {
        Progress progress = known.progress().getOrDefault(part.id(), Progress.NONE);
        Lease lease = known.leases().get(part.id());
        SubscriptionStatus status = known.statuses().getOrDefault(part.id(), unowned);
        return new ShardStatus(
                part.shard().index(),
                lease == null ? null : lease.owner(),
                status.state(),
                progress.position(),
                lags.of(part.id(), progress, known.counted()),
                known.parked().getOrDefault(part.id(), 0),
                status.problem(),
                known.figures().get(part.id()));
    }

    private static int severity(SubscriptionState state) {
        return switch (state) {
            case RUNNING -> 0;
            case PAUSED -> 1;
            case STARTING -> 2;
            case STOPPED -> 3;
            case UNOWNED -> 4;
            case RETRYING -> 5;
            case FAILED -> 6;
        };
    }
}
