package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.local.mongodb.LocalMongo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who lives, as seen by one that looks, on its own clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembersIntegrationTests {

    private static final Duration LEASE_TIME = Duration.ofSeconds(4);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private LocalMongo server;
    private PlainMongo mongo;
    private Members members;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = LocalMongo.start(folder, 0);
        mongo = new PlainMongo(server.connectionString());
    }

    @AfterAll
    void stop() {
        mongo.close();
        server.close();
    }

    @BeforeEach
    void given_nobody() {
        mongo.operations().dropCollection("projectors");
        members = new Members(mongo.operations(), LEASE_TIME, nanos::get);
    }

    @Test
    void whoever_beats_lives() {
        for (int beat = 1; beat < 5; beat++) {
            beat("a", beat);
            assertThat(living()).containsExactly("a");
            after(LEASE_TIME);
        }
    }

    @Test
    void whoever_does_not_beat_lives_for_the_lease_time_and_not_longer() {
        beat("a", 1);
        beat("b", 1);
        living();

        after(LEASE_TIME);
        assertThat(living()).containsExactlyInAnyOrder("a", "b");
        beat("b", 2);
        after(Duration.ofNanos(1));

        assertThat(living()).containsExactly("b");
    }

    @Test
    void what_counts_is_when_a_beat_was_first_seen_here() {
        beat("a", 1);
        after(LEASE_TIME.multipliedBy(3));

        assertThat(living()).containsExactly("a");
        after(LEASE_TIME.dividedBy(2));
        living();
        after(LEASE_TIME.dividedBy(2).plusNanos(1));

        assertThat(living()).isEmpty();
    }

    @Test
    void whoever_beats_again_lives_again() {
        beat("a", 1);
        living();
        after(LEASE_TIME.plusNanos(1));
        assertThat(living()).isEmpty();

        beat("a", 2);

        assertThat(living()).containsExactly("a");
    }

    @Test
    void whoever_leaves_is_gone_at_once() {
        beat("a", 1);
        beat("b", 1);
        living();

        members.leave("a");

        assertThat(living()).containsExactly("b");
    }

    @Test
    void the_dead_are_forgotten_after_a_while_and_the_living_are_not() {
        beat("a", 1);
        beat("b", 1);
        living();
        after(LEASE_TIME.multipliedBy(10));
        beat("b", 2);
        living();
        assertThat(known()).containsExactlyInAnyOrder("a", "b");

        after(Duration.ofNanos(1));
        living();

        assertThat(known()).containsExactly("b");
    }

    private void beat(String id, long beat) {
        members.beat(new Member(id, beat, List.of("orders 1"), List.of(), Map.of()));
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private List<String> living() {
        return members.living().stream().map(Member::id).toList();
    }

    private List<String> known() {
        return mongo.operations().findAll(Member.class, "projectors").stream()
                .map(Member::id)
                .toList();
    }
}
