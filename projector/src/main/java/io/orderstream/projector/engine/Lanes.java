package io.orderstream.projector.engine;

import io.orderstream.events.stored.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Works on the documents of a batch in parallel. A document is in one lane, so its events stay in order. */
final class Lanes {

    /** Below this, a round trip to the database costs more than it saves. */
    private static final int LEAST_IN_A_LANE = 64;

    private static final Executor THREADS = Thread::startVirtualThread;

    private final int most;

    Lanes(int most) {
        this.most = most;
    }

    /**
     * Runs all lanes and waits for all of them, also when one fails.
     *
     * @throws RuntimeException what one of those that failed threw
     */
    void run(Map<String, List<StoredEvent>> byKey, Consumer<Map<String, List<StoredEvent>>> work) {
        int count = Math.min(most, byKey.size() / LEAST_IN_A_LANE + 1);
        if (count == 1) {
            work.accept(byKey);
            return;
        }
        List<Map<String, List<StoredEvent>>> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new LinkedHashMap<>());
        }
        byKey.forEach(
                (key, events) -> lanes.get(Math.floorMod(key.hashCode(), count)).put(key, events));
        try {
            CompletableFuture.allOf(lanes.stream()
                            .map(lane -> CompletableFuture.runAsync(() -> work.accept(lane), THREADS))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
