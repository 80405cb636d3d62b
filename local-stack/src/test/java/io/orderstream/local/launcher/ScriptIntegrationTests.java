package io.orderstream.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root of the project, over a made-up project and a Maven and a JDK that only say what they were asked. */
class ScriptIntegrationTests {

    private static final Path SCRIPT =
            Path.of("..", "orderstream").toAbsolutePath().normalize();
    private static final List<String> TOOLS = List.of(
            "bash",
            "basename",
            "cat",
            "cksum",
            "cp",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mktemp",
            "mv",
            "readlink",
            "rm",
            "sed",
            "touch",
            "tr");

    private static final String LIBRARY = "library.jar";

    @TempDir
    private Path project;

    private final Map<String, String> environment = new HashMap<>();

    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void project() throws IOException {
        Files.copy(SCRIPT, project.resolve("orderstream"));
        Files.createFile(project.resolve("pom.xml"));
        var sources = Files.createDirectories(project.resolve("cli/src/main/java"));
        Files.createFile(sources.resolve("Cli.java"));
        Files.createFile(project.resolve("cli/pom.xml"));
        for (var tool : TOOLS) {
            program("tools/" + tool, "exec " + where(tool) + " \"$@\"");
        }
        environment.put("PATH", project.resolve("tools").toString());
        environment.put("ORDERSTREAM_JAVA_HOME", jdk("21.0.2").toString());
    }

    @Test
    void helpListsEveryCommand() throws Exception {
        var help = orderstream("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output())
                .contains(Launcher.commandLine().getSubcommands().keySet())
                .contains("demo");
    }

    @Test
    void aJdkThatIsTooOldIsRefusedByName() throws Exception {
        var old = jdk("17.0.1");
        environment.put("ORDERSTREAM_JAVA_HOME", old.toString());

        var ended = orderstream("demo");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains(old.toString(), "not a JDK of version 21 to 25");
    }

    @Test
    void javaHomeIsTakenWhenItFits() throws Exception {
        build(Instant.now().plusSeconds(60));
        environment.remove("ORDERSTREAM_JAVA_HOME");
        environment.put("JAVA_HOME", jdk("24").toString());

        assertThat(orderstream("demo").output()).contains("jdk-24/bin/java");
    }

    @Test
    void aBuildWithoutMavenSaysHowToGetIt() throws Exception {
        var ended = orderstream("demo");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("cli", "there is no mvn on the PATH", "Install Apache Maven");
    }

    @Test
    void whatIsOlderThanItsSourcesIsBuiltBeforeItRuns() throws Exception {
        build(Instant.now().minusSeconds(3600));
        program("tools/mvn", "echo \"mvn $*\"; echo newer > cli/target/cli-1.jar");

        var ended = orderstream("demo", "--scale", "0.01");

        assertThat(ended.output())
                .containsSubsequence("Building cli", "mvn -q -DskipTests", "-pl cli -am package", "Built in")
                .contains("io.orderstream.cli.Cli demo --scale 0.01");
    }

    @Test
    void whatIsNewerThanItsSourcesRunsAtOnceWithTheArgumentsUntouched() throws Exception {
        build(Instant.now().plusSeconds(60));

        var ended = orderstream("demo", "two words");

        assertThat(ended.output()).doesNotContain("Building").contains("io.orderstream.cli.Cli demo two words");
    }

    @Test
    void whatLostALibraryIsBuiltBeforeItRuns() throws Exception {
        build(Instant.now().plusSeconds(60));
        Files.delete(project.resolve(LIBRARY));
        program("tools/mvn", "echo \"mvn $*\"");

        assertThat(orderstream("demo").output()).contains("Building cli");
    }

    @Test
    void aBuildThatFailsStopsThere() throws Exception {
        program("tools/mvn", "echo 'cannot find symbol'; exit 1");

        var ended = orderstream("demo");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .contains("cannot find symbol", "The build failed.")
                .doesNotContain("io.orderstream.cli.Cli");
    }

    private void build(Instant when) throws IOException {
        var target = Files.createDirectories(project.resolve("cli/target"));
        var jar = Files.createFile(target.resolve("cli-1.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(when));
        var library = Files.createFile(project.resolve(LIBRARY));
        Files.writeString(target.resolve("runtime.classpath"), library.toString());
    }

    private Path jdk(String version) throws IOException {
        var folder = project.resolve("jdk-" + version);
        program("jdk-" + version + "/bin/java", "echo \"$0 $*\"");
        program("jdk-" + version + "/bin/javac", "exit 0");
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    private void program(String name, String body) throws IOException {
        var file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended orderstream(String... arguments) throws IOException, InterruptedException {
        var output = project.resolve("output.txt");
        var command = new ArrayList<>(List.of(project.resolve("orderstream").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ORDERSTREAM_") || name.equals("JAVA_HOME"));
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    private static Path where(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
