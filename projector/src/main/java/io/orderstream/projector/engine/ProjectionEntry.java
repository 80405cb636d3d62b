package io.orderstream.projector.engine;

import io.orderstream.readmodel.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all projectors know of a projection; readers see its {@link io.orderstream.readmodel.ReadModelPointer} part.
 *
 * @param id the projection's name
 * @param revision grows with every change, so that nobody overwrites what they have not seen
 * @param live the generation that is read
 * @param next the generation that a rebuild fills
 * @param previous the generation that was live before and is kept until released
 * @param released generations that are to be deleted
 * @param builds how many generations were made
 * @param paused whether nobody works on it
 * @param switchedAt when {@code live} became live, if it was not the first
 * @param rebuildProblem why {@code next} does not go live though it has caught up
 * @param givenUp the version up to which code does not rebuild by itself, because what it had filled was given up
 */
record ProjectionEntry(
        String id,
        long revision,
        Generation live,
        @Nullable Generation next,
        @Nullable Generation previous,
        List<Generation> released,
        int builds,
        boolean paused,
        @Nullable Instant switchedAt,
        @Nullable String rebuildProblem,
        @Nullable Integer givenUp) {

    static ProjectionEntry of(String name, Generation first) {
        return new ProjectionEntry(name, 0, first, null, null, List.of(), 1, false, null, null, null);
    }

    /** All that are kept up to date. */
    List<Generation> generations() {
        return Stream.of(live, next, previous).filter(Objects::nonNull).toList();
    }

    ProjectionEntry paused(boolean now) {
        return new ProjectionEntry(
                id, revision, live, next, previous, released, builds, now, switchedAt, rebuildProblem, givenUp);
    }

    /** Whether code of a version has no generation to work on. */
    boolean lacks(int version) {
        return generations().stream().allMatch(generation -> generation.version() < version);
    }

    /** Why code of a version may not begin a rebuild by itself; null if it may, or need not. */
    @Nullable
    String obstacle(int version) {
        if (!lacks(version)) {
            return null;
        }
        if (next != null) {
            return "version %d waits until %s is switched or released".formatted(version, next.collection());
        }
        if (previous != null) {
            return "version %d waits until %s is released, which was live before"
                    .formatted(version, previous.collection());
        }
        return isGivenUp(version) ? "version %d was given up; rebuild begins it again".formatted(version) : null;
    }

    private boolean isGivenUp(int version) {
        return givenUp != null && version <= givenUp;
    }

    ProjectionEntry rebuilding(int version, int shards) {
        if (next != null) {
            throw new ConflictException("a rebuild into " + next.collection() + " is under way");
        }
        if (previous != null) {
            throw new ConflictException("release " + previous.collection() + " first, which was live before");
        }
        int build = builds + 1;
        Generation made = new Generation(id + "_v" + version + "_" + build, version, shards);
        return new ProjectionEntry(
                id,
                revision,
                live,
                made,
                null,
                released,
                build,
                paused,
                switchedAt,
                null,
                isGivenUp(version) ? null : givenUp);
    }

    ProjectionEntry withRebuildProblem(@Nullable String problem) {
        return new ProjectionEntry(
                id, revision, live, next, previous, released, builds, paused, switchedAt, problem, givenUp);
    }

    ProjectionEntry switched(Instant now) {
        if (next == null) {
            throw new ConflictException("no rebuild is under way");
        }
        return new ProjectionEntry(id, revision, next, null, live, released, builds, paused, now, null, givenUp);
    }

    ProjectionEntry back(Instant now) {
        if (previous == null) {
            throw new ConflictException("there is nothing to go back to");
        }
        Integer takenBack = live.version() > previous.version() ? (Integer) live.version() : null;
        return new ProjectionEntry(
                id, revision, previous, next, live, released, builds, paused, now, rebuildProblem, takenBack);
    }

    /**
     * Gives up the unfinished rebuild, or else the generation that was live before. Code whose version was given up does not
     * begin again by itself.
     */
    ProjectionEntry releasing() {
        Generation given = next != null ? next : previous;
        if (given == null) {
            throw new ConflictException("there is nothing to release");
        }
        List<Generation> more = new ArrayList<>(released);
        more.add(given);
        return new ProjectionEntry(
                id,
                revision,
                live,
                null,
                next != null ? previous : null,
                more,
                builds,
                paused,
                switchedAt,
                null,
                given.version() > live.version() ? (Integer) given.version() : givenUp);
    }

    ProjectionEntry deleted(Generation gone) {
        List<Generation> left =
                released.stream().filter(other -> !other.equals(gone)).toList();
        return new ProjectionEntry(
                id, revision, live, next, previous, left, builds, paused, switchedAt, rebuildProblem, givenUp);
    }
}
