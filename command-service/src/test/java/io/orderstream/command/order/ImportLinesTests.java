package io.orderstream.command.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.command.order.ImportLines.Line;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportLinesTests {

    private static final int LONGEST = 100_000;
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Test
    void a_line_ends_with_a_line_feed_and_the_last_may_go_without() throws IOException {
        assertThat(read("a\nbc\n\nd")).containsExactly("a", "bc", "", "d");
        assertThat(read("a\n")).containsExactly("a");
        assertThat(read("\n")).containsExactly("");
        assertThat(read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 65_537, LONGEST - 1, LONGEST})
    void a_line_is_read_whole_whatever_its_length(int length) throws IOException {
        String line = "x".repeat(length);

        assertThat(read("a\n" + line + "\nb\n")).containsExactly("a", line, "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {LONGEST + 1, 131_072, 131_073, 1_000_000})
    void a_line_that_is_too_long_is_dropped_alone(int length) throws IOException {
        String line = "x".repeat(length);

        assertThat(read("a\n" + line + "\nb\n")).containsExactly("a", "too long", "b");
        assertThat(read(line)).containsExactly("too long");
    }

    @Test
    void half_a_line_before_a_break_is_no_line() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("cut");
            }
        };
        ImportLines lines = new ImportLines(new SequenceInputStream(bytes("a\nhalf"), broken), LONGEST, DEADLINE);

        assertThat(lines.next()).isNotNull();
        assertThatThrownBy(lines::next).isInstanceOf(EOFException.class);
    }

    @Test
    void a_line_that_drips_for_ever_is_not_waited_for() throws IOException {
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = 'x';
                return 1;
            }
        };
        ImportLines lines =
                new ImportLines(new SequenceInputStream(bytes("a\n"), dripping), LONGEST, Duration.ofMillis(10));

        assertThat(lines.next()).isNotNull();
        assertThatThrownBy(lines::next).isInstanceOf(IOException.class).hasMessageContaining("in time");
    }

    private static List<String> read(String text) throws IOException {
        ImportLines lines = new ImportLines(bytes(text), LONGEST, DEADLINE);
        List<String> read = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            assertThat(line.number()).isEqualTo(read.size() + 1);
            read.add(line.content() == null ? "too long" : new String(line.content(), UTF_8));
        }
        return read;
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
