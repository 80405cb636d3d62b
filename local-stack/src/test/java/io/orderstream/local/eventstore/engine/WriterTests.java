package io.orderstream.local.eventstore.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.local.eventstore.index.EventIndex;
import io.orderstream.local.eventstore.log.EventLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTests {
    @TempDir
    private Path folder;

    private LossyDisk disk;
    private EventIndex index;
    private EventLog log;
    private Writer writer;

    @BeforeEach
    void start() throws IOException {
        disk = new LossyDisk(folder.resolve("events.log"));
        log = EventLog.open(folder.resolve("events.log"), disk, each -> {});
        index = new EventIndex();
        index.publish(log.recovery().end());
        writer = new Writer(log, index, 0, () -> {});
        writer.start();
    }

    @AfterEach
    void stop() throws Exception {
        writer.close();
        log.close();
    }

    @Test
    void whatever_is_acknowledged_outlives_a_power_cut_at_that_moment() {
        for (int i = 0; i < 30; i++) {
            Set<UUID> afterwards = new HashSet<>();
            UUID id = UUID.randomUUID();
            var answered = new CompletableFuture<WriteOutcome>();
            writer.submit(append("order-" + i, id), () -> false, outcome -> {
                afterwards.addAll(idsAfterPowerCut());
                answered.complete(outcome);
            });
            assertThat(answered.join()).isInstanceOf(WriteOutcome.Written.class);
            assertThat(afterwards).contains(id);
        }
    }

    @Test
    void requests_that_gather_during_one_fsync_share_the_next() {
        int before = disk.forces();
        List<CompletableFuture<WriteOutcome>> answers = IntStream.range(0, 2000)
                .mapToObj(i -> submit(append("order-" + i, UUID.randomUUID())))
                .toList();
        answers.forEach(CompletableFuture::join);
        assertThat(disk.forces() - before).isLessThan(500);
    }

    @Test
    void when_the_disk_fails_nothing_is_acknowledged_and_nothing_more_is_written() {
        submit(append("order", UUID.randomUUID())).join();
        disk.failFromNowOn();
        assertThat(submit(append("order", UUID.randomUUID())).join()).isInstanceOf(WriteOutcome.Failed.class);
        assertThat(submit(append("order", UUID.randomUUID())).join()).isInstanceOf(WriteOutcome.Failed.class);
        assertThat(writer.isBroken()).isTrue();
    }

    @Test
    void the_disks_failure_is_told() {
        disk.failFromNowOn();
        submit(append("order", UUID.randomUUID())).join();
        assertThat(writer.failure().toCompletableFuture().join()).hasMessage("the disk failed");
    }

    @Test
    void what_the_disk_did_not_take_is_not_shown_to_readers() {
        submit(append("order", UUID.randomUUID())).join();
        disk.failFromNowOn();
        submit(append("order", UUID.randomUUID())).join();
        assertThat(index.events()).isEqualTo(1);
    }

    private Set<UUID> idsAfterPowerCut() {
        Set<UUID> ids = new HashSet<>();
        try {
            Path copy = Files.createTempFile(folder, "after", ".log");
            Files.write(copy, disk.afterPowerCut());
            EventLog.open(copy, each -> ids.add(each.id())).close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    private CompletableFuture<WriteOutcome> submit(WriteRequest request) {
        var answer = new CompletableFuture<WriteOutcome>();
        writer.submit(request, () -> false, answer::complete);
        return answer;
    }

    private static WriteRequest append(String stream, UUID id) {
        List<NewEvent> events = new ArrayList<>();
        events.add(new NewEvent(id, "placed", false, ByteBuffer.allocate(100), ByteBuffer.allocate(0)));
        return new WriteRequest.Append(stream, Expected.ANY, events);
    }
}
