package io.orderstream.projector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Code as a guide shows it and as it stands in sources, without the indentation around it. */
final class GuideCode {

    private GuideCode() {}

    /** The blocks of Java in a guide under {@code docs}. */
    static List<String> shown(String guide) throws IOException {
        return blocks(Path.of("..", "docs", guide), "(?s)```java\n(.*?)\n```");
    }

    /** What stands between {@code tag::} and {@code end::} in a source file of these tests. */
    static List<String> run(String source) throws IOException {
        Path tests = Path.of("src", "test", "java", "io", "orderstream", "projector");
        return blocks(tests.resolve(source), "(?s) *// tag::[a-z-]+\\[\\]\n(.*?)\n *// end::");
    }

    private static List<String> blocks(Path file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        return Stream.iterate(matcher.find(), found -> found, found -> matcher.find())
                .map(found -> matcher.group(1).stripIndent())
                .toList();
    }
}
