package io.orderstream.local.eventstore.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTests {
    private static final int SEAL = RecordLayout.HEADER;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("events.log");
    }

    @Test
    void what_was_forced_is_read_back_after_reopening() throws IOException {
        write(batch("a"), batch("b", "c"));
        assertThat(reopen().types).containsExactly("a", "b", "c");
    }

    @Test
    void a_record_is_read_back_field_by_field() throws IOException {
        var id = UUID.randomUUID();
        var data = ByteBuffer.wrap("data".getBytes(StandardCharsets.UTF_8));
        var metadata = ByteBuffer.wrap("meta".getBytes(StandardCharsets.UTF_8));
        long position;
        try (var log = EventLog.open(file, each -> {})) {
            position =
                    log.append(new NewRecord(bytes("größe"), 7, 123_456, id, bytes("typ"), true, true, data, metadata));
            LogRecord read = log.reader().read(position, log.force());
            assertThat(read.position()).isEqualTo(position);
            assertThat(read.streamName()).isEqualTo("größe");
            assertThat(read.typeName()).isEqualTo("typ");
            assertThat(read.revision()).isEqualTo(7);
            assertThat(read.created()).isEqualTo(123_456);
            assertThat(read.id()).isEqualTo(id);
            assertThat(read.json()).isTrue();
            assertThat(StandardCharsets.UTF_8.decode(read.data()).toString()).isEqualTo("data");
            assertThat(StandardCharsets.UTF_8.decode(read.metadata()).toString())
                    .isEqualTo("meta");
        }
    }

    @Test
    void positions_go_on_after_reopening() throws IOException {
        write(batch("a"));
        long first = reopen().positions.getLast();
        write(batch("b"));
        assertThat(reopen().positions.getLast()).isGreaterThan(first);
    }

    @Test
    void a_store_keeps_its_id() throws IOException {
        UUID first;
        try (var log = EventLog.open(file, each -> {})) {
            first = log.storeId();
        }
        try (var log = EventLog.open(file, each -> {})) {
            assertThat(log.storeId()).isEqualTo(first);
        }
    }

    @Test
    void cut_at_every_byte_of_its_last_record_the_log_keeps_everything_before_it() throws IOException {
        write(batch("a"), batch("b"));
        long before = Files.size(file);
        write(batch("last"));
        byte[] whole = Files.readAllBytes(file);
        for (int size = (int) before; size < whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            Contents found = reopen();
            assertThat(found.types).as("cut to %d bytes", size).containsExactly("a", "b");
            assertThat(found.recovery.end()).isEqualTo(before);
            assertThat(found.recovery.cut()).isEqualTo(size - before);
        }
    }

    @Test
    void an_append_of_several_events_is_kept_whole_or_not_at_all() throws IOException {
        write(batch("a"));
        long before = Files.size(file);
        write(batch("x", "y", "z"));
        byte[] whole = Files.readAllBytes(file);
        for (int size = (int) before; size < whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            assertThat(reopen().types).as("cut to %d bytes", size).containsExactly("a");
        }
    }

    @Test
    void what_is_cut_off_is_kept_beside_the_log() throws IOException {
        write(batch("a"), batch("b"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        Recovery recovery = reopen().recovery;
        byte[] tail = Arrays.copyOfRange(whole, (int) recovery.end(), whole.length - 1);
        assertThat(recovery.saved()).isNotNull().binaryContent().isEqualTo(tail);
    }

    @Test
    void a_tail_of_zeros_is_cut_off() throws IOException {
        write(batch("a"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 5000));
        Contents found = reopen();
        assertThat(found.types).containsExactly("a");
        assertThat(found.recovery.cut()).isEqualTo(5000);
    }

    @Test
    void a_tail_of_noise_is_cut_off() throws IOException {
        write(batch("a"));
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        byte[] whole = Files.readAllBytes(file);
        byte[] noisy = Arrays.copyOf(whole, whole.length + noise.length);
        System.arraycopy(noise, 0, noisy, whole.length, noise.length);
        Files.write(file, noisy);
        assertThat(reopen().types).containsExactly("a");
    }

    @Test
    void the_log_goes_on_after_a_tail_was_cut() throws IOException {
        write(batch("a"), batch("torn"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        write(batch("b"));
        assertThat(reopen().types).containsExactly("a", "b");
    }

    @Test
    void any_byte_flipped_in_a_sealed_log_is_refused_with_an_offset_at_or_before_it() throws IOException {
        write(batch("a"), batch("b", "c"), batch("d"));
        seal();
        byte[] whole = Files.readAllBytes(file);
        for (int at = EventLog.FILE_HEADER; at < whole.length - SEAL; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            Files.write(file, flipped);
            var refused = catchThrowableOfType(LogCorruptedException.class, this::reopen);
            assertThat(refused).as("byte %d flipped", at).isNotNull();
            assertThat(refused.offset()).isBetween((long) EventLog.FILE_HEADER, (long) at);
        }
    }

    @Test
    void a_refused_log_is_left_as_it_is() throws IOException {
        write(batch("a"), batch("b"));
        seal();
        byte[] damaged = Files.readAllBytes(file);
        damaged[EventLog.FILE_HEADER + 20] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(this::reopen).isInstanceOf(LogCorruptedException.class);
        assertThat(file).binaryContent().isEqualTo(damaged);
    }

    @Test
    void damage_before_the_last_batch_is_refused_though_the_log_was_not_sealed() throws IOException {
        write(batch("a"), batch("b"), batch("c"));
        byte[] damaged = Files.readAllBytes(file);
        damaged[EventLog.FILE_HEADER + 30] ^= 1;
        Files.write(file, damaged);
        var refused = catchThrowableOfType(LogCorruptedException.class, this::reopen);
        assertThat(refused.offset()).isEqualTo(EventLog.FILE_HEADER);
        assertThat(refused).hasMessageContaining("offset " + EventLog.FILE_HEADER);
    }

    @Test
    void a_hole_in_a_batch_that_was_never_forced_is_a_torn_tail() throws IOException {
        write(batch("kept"));
        long durable = Files.size(file);
        write(batch("one", "two"));
        byte[] holed = Files.readAllBytes(file);
        Arrays.fill(holed, (int) durable, (int) durable + RecordLayout.HEADER, (byte) 0);
        Files.write(file, holed);
        assertThat(reopen().types).containsExactly("kept");
    }

    @Test
    void random_bytes_flipped_never_show_an_event_that_was_not_written_or_one_out_of_order() throws IOException {
        for (int i = 0; i < 20; i++) {
            write(batch("e" + i));
        }
        byte[] whole = Files.readAllBytes(file);
        List<String> written = reopen().types;
        var random = new Random(42);
        for (int round = 0; round < 300; round++) {
            byte[] flipped = whole.clone();
            int flips = 1 + random.nextInt(4);
            for (int i = 0; i < flips; i++) {
                int at = EventLog.FILE_HEADER + random.nextInt(whole.length - EventLog.FILE_HEADER);
                flipped[at] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(file, flipped);
            try {
                List<String> found = reopen().types;
                assertThat(written.subList(0, found.size()))
                        .as("round %d", round)
                        .isEqualTo(found);
                // Each flip can only cost a record at the very end; one before an unharmed record is refused.
                assertThat(found).hasSizeGreaterThanOrEqualTo(written.size() - flips);
            } catch (LogCorruptedException refused) {
                assertThat(refused.offset()).isPositive();
            }
        }
    }

    @Test
    void a_file_that_is_no_log_is_refused_and_left_alone() throws IOException {
        Files.writeString(file, "this is a shopping list and has more than one line of text");
        assertThatThrownBy(this::reopen).isInstanceOf(LogCorruptedException.class);
        assertThat(file).content().startsWith("this is a shopping list");
    }

    @Test
    void damage_that_comes_after_opening_is_found_by_the_read() throws IOException {
        try (var log = EventLog.open(file, each -> {})) {
            long position = log.append(record("a", true));
            long end = log.force();
            byte[] damaged = Files.readAllBytes(file);
            damaged[damaged.length - 1] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(() -> log.reader().read(position, end)).isInstanceOf(LogCorruptedException.class);
        }
    }

    @Test
    void records_larger_than_any_window_are_read_back() throws IOException {
        byte[] large = new byte[5 * 1024 * 1024];
        large[large.length - 1] = 9;
        try (var log = EventLog.open(file, each -> {})) {
            log.append(record("small", true));
            long position = log.append(new NewRecord(
                    bytes("s"),
                    1,
                    1,
                    UUID.randomUUID(),
                    bytes("large"),
                    false,
                    true,
                    ByteBuffer.wrap(large),
                    ByteBuffer.allocate(0)));
            log.append(record("after", true));
            long end = log.force();
            assertThat(log.reader().read(position, end).data().get(large.length - 1))
                    .isEqualTo((byte) 9);
        }
        assertThat(reopen().types).containsExactly("small", "large", "after");
    }

    private record Contents(List<String> types, List<Long> positions, Recovery recovery) {}

    private Contents reopen() throws IOException {
        List<String> types = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        try (var log = EventLog.open(file, each -> {
            types.add(each.typeName());
            positions.add(each.position());
        })) {
            return new Contents(types, positions, log.recovery());
        }
    }

    private void seal() throws IOException {
        try (var log = EventLog.open(file, each -> {})) {
            log.seal();
        }
    }

    @SafeVarargs
    private void write(List<NewRecord>... batches) throws IOException {
        try (var log = EventLog.open(file, each -> {})) {
            for (var batch : batches) {
                for (var event : batch) {
                    log.append(event);
                }
                log.force();
            }
        }
    }

    private static List<NewRecord> batch(String... types) {
        List<NewRecord> batch = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            batch.add(record(types[i], i == types.length - 1));
        }
        return batch;
    }

    private static NewRecord record(String type, boolean last) {
        return new NewRecord(
                bytes("order-1"),
                0,
                1,
                UUID.randomUUID(),
                bytes(type),
                true,
                last,
                ByteBuffer.wrap(bytes("{\"some\":\"data\"}")),
                ByteBuffer.wrap(bytes("{}")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
