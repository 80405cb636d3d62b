package io.orderstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** docs/api.md lists the problems that the write API answers with: each of them, and no other. */
class ProblemCatalogueTests {

    private static final Pattern MADE = Pattern.compile("new Problem\\(\\s*HttpStatus\\.(\\w+),\\s*\"([a-z-]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\| (\\d{3}) \\|");
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    @Test
    void every_problem_is_documented_with_its_status_and_no_other_is() {
        assertThat(documented()).containsExactlyInAnyOrderEntriesOf(answered());
    }

    private static Map<String, Integer> documented() {
        String all = read(Path.of("..", "docs", "api.md"));
        Map<String, Integer> documented = new TreeMap<>();
        Matcher row = ROW.matcher(all.substring(0, all.indexOf("## Reading")));
        while (row.find()) {
            int status = Integer.parseInt(row.group(2));
            NAME.matcher(row.group(1)).results().forEach(name -> documented.put(name.group(1), status));
        }
        return documented;
    }

    /** What decisions are answered with, and what is made by name anywhere else. */
    private static Map<String, Integer> answered() {
        Map<String, Integer> answered = new TreeMap<>();
        for (Part part : Part.values()) {
            answered.put(part.code(), 404);
        }
        for (Rule rule : Rule.values()) {
            answered.put(rule.code(), 409);
        }
        answered.put(ImpossibleValues.CODE, 422);
        sources()
                .forEach(source -> MADE.matcher(source)
                        .results()
                        .forEach(made -> answered.put(
                                made.group(2), HttpStatus.valueOf(made.group(1)).value())));
        return answered;
    }

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(ProblemCatalogueTests::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
