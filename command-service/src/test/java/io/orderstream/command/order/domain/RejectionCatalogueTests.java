package io.orderstream.command.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/api.md against the code. */
class RejectionCatalogueTests {

    static Stream<String> codes() {
        return Stream.of(
                        Stream.of(ImpossibleValues.CODE),
                        Arrays.stream(Part.values()).map(Part::code),
                        Arrays.stream(Rule.values()).map(Rule::code))
                .flatMap(codes -> codes);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void every_code_is_described(String code) throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "docs", "api.md")))
                .anyMatch(line -> line.startsWith("|") && line.contains("`" + code + "`"));
    }
}
