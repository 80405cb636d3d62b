package io.orderstream.benchmarks.projection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Alone} in a JVM like the projector's. */
final class AloneProcess implements AutoCloseable {

    private final Process process;
    private final PrintStream input;
    private final BufferedReader output;

    AloneProcess(String eventStore, String mongodb) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Jvm.options());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Alone.class.getName(), eventStore, mongodb));
        process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * What was done.
     *
     * @param end the position of the last event
     */
    record Stretch(double perSecond, long end) {}

    Stretch read(long after, int events) throws IOException {
        return ask("read", after, events);
    }

    Stretch write(String readModel, long after, int events) throws IOException {
        return ask(readModel, after, events);
    }

    private Stretch ask(String what, long after, int events) throws IOException {
        input.println(what + " " + after + " " + events);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(Alone.ANSWER)) {
                String[] words = line.substring(Alone.ANSWER.length()).split(" ");
                return new Stretch(events * 1e9 / Long.parseLong(words[0]), Long.parseLong(words[1]));
            }
        }
        throw new IOException("the process that works alone ended");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
