package io.orderstream.local.eventstore.conformance;

import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a subscription said, in order. */
final class Recorder extends SubscriptionListener {

    sealed interface Heard {}

    record Event(ResolvedEvent event) implements Heard {}

    record Checkpoint(Position position) implements Heard {}

    record CaughtUp() implements Heard {}

    record FellBehind() implements Heard {}

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();

    @Override
    public void onEvent(Subscription subscription, ResolvedEvent event) {
        heard.add(new Event(event));
    }

    @Override
    public void onCaughtUp(Subscription subscription) {
        heard.add(new CaughtUp());
    }

    @Override
    public void onFellBehind(Subscription subscription) {
        heard.add(new FellBehind());
    }

    @Override
    public void onCancelled(Subscription subscription, @Nullable Throwable cause) {
        ended.complete(cause);
    }

    CompletableFuture<Void> onCheckpoint(Subscription subscription, Position position) {
        heard.add(new Checkpoint(position));
        return CompletableFuture.completedFuture(null);
    }

    List<Heard> heard() {
        return heard;
    }

    CompletableFuture<@Nullable Throwable> ended() {
        return ended;
    }

    List<ResolvedEvent> events() {
        return heard.stream()
                .filter(Event.class::isInstance)
                .map(each -> ((Event) each).event())
                .toList();
    }

    List<String> types() {
        return events().stream()
                .map(event -> event.getOriginalEvent().getEventType())
                .toList();
    }

    List<Position> checkpoints() {
        return heard.stream()
                .filter(Checkpoint.class::isInstance)
                .map(each -> ((Checkpoint) each).position())
                .toList();
    }

    long caughtUp() {
        return heard.stream().filter(CaughtUp.class::isInstance).count();
    }
}
