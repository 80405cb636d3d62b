package io.orderstream.command.order;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.command.order.ImportLines.Line;
import io.orderstream.command.order.ImportResult.Status;
import io.orderstream.command.web.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Every import here has many times more lines than may be in flight, so one that is not taken on would wait for ever. */
@Timeout(60)
class ImportStreamTests {

    private static final int LINES = 1_000;
    private static final ObjectWriter WRITER = JsonMapper.shared().writerFor(ImportResult.class);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void every_line_has_its_result() throws IOException {
        importing(ImportStreamTests::imported, WRITER, out, Duration.ofMinutes(1))
                .run();

        assertThat(results()).isEqualTo(LINES);
    }

    @Test
    void a_line_that_ends_without_a_result_ends_the_import_with_the_results_before_it() {
        ImportStream stream = importing(
                line -> {
                    if (line.number() == 3) {
                        throw new StackOverflowError("told to");
                    }
                    return imported(line);
                },
                WRITER,
                out,
                Duration.ofMinutes(1));

        assertThatThrownBy(stream::run).isInstanceOf(IOException.class).hasRootCauseMessage("told to");
    }

    @Test
    void a_result_that_cannot_be_written_ends_the_import() {
        ImportStream stream = importing(ImportStreamTests::imported, refusing(), out, Duration.ofMinutes(1));

        assertThatThrownBy(stream::run).isInstanceOf(IOException.class).hasMessageContaining("no result");
    }

    @Test
    void results_that_are_not_taken_end_the_import() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("gone");
            }
        };
        ImportStream stream = importing(ImportStreamTests::imported, WRITER, gone, Duration.ofMinutes(1));

        assertThatThrownBy(stream::run).isInstanceOf(IOException.class).hasMessageContaining("not taken");
    }

    @Test
    void after_a_line_that_failed_no_more_are_begun() throws IOException {
        importing(
                        line -> ImportResult.without(line.number(), Status.FAILED, Problem.unavailable("away")),
                        WRITER,
                        out,
                        Duration.ofMinutes(1))
                .run();

        assertThat(results()).isPositive().isLessThan(LINES);
    }

    @Test
    void an_import_that_takes_too_long_ends_in_order() throws IOException {
        importing(ImportStreamTests::imported, WRITER, out, Duration.ZERO).run();

        assertThat(results()).isZero();
    }

    private static ImportStream importing(
            Function<Line, ImportResult> work, ObjectWriter writer, OutputStream out, Duration longest) {
        ImportProperties properties = new ImportProperties(
                1, 4, DataSize.ofBytes(100), DataSize.ofBytes(100), Duration.ofMinutes(1), longest);
        byte[] lines = ("x".repeat(50) + "\n").repeat(LINES).getBytes(UTF_8);
        return new ImportStream(
                new ImportLines(new ByteArrayInputStream(lines), 100, properties.lineDeadline()),
                out,
                writer,
                work,
                properties);
    }

    private static ImportResult imported(Line line) {
        return new ImportResult(line.number(), "shop", "1", "id", Status.IMPORTED, null, null);
    }

    private static ObjectWriter refusing() {
        return JsonMapper.builder()
                .addModule(new SimpleModule().addSerializer(ImportResult.class, new ValueSerializer<>() {
                    @Override
                    public void serialize(ImportResult result, JsonGenerator json, SerializationContext context) {
                        throw InvalidDefinitionException.from(json, "told to", context.constructType(Object.class));
                    }
                }))
                .build()
                .writerFor(ImportResult.class);
    }

    private long results() {
        return out.toString(UTF_8).lines().count();
    }
}
