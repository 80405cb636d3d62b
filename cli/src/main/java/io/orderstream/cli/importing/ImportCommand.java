package io.orderstream.cli.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Imports a file of orders, one JSON document a line. It ends with 0 only if every order is there as its line says. Run
 * again, it imports what is missing and repeats nothing.
 */
@Command(
        name = "import",
        description = {
            "Imports orders of another system, one JSON document a line.",
            "Running it again imports what is missing and repeats nothing."
        },
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The orders; - for standard input.")
    private String file = STANDARD_INPUT;

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "Write the lines that were not imported here, with the reason, one JSON document each.")
    private @Nullable Path rejected;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Give up when no line got through for so long (default: ${DEFAULT-VALUE}).")
    private long patience;

    @Option(
            names = "--url-command",
            paramLabel = "URL",
            defaultValue = "${env:ORDERSTREAM_COMMAND_URL:-http://localhost:${env:ORDERSTREAM_COMMAND_PORT:-8081}}",
            description = "The write API (default: ${DEFAULT-VALUE}, or ORDERSTREAM_COMMAND_URL).")
    private URI commandUrl = URI.create("http://localhost:8081");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (patience < 1) {
            throw new ParameterException(spec.commandLine(), "--patience must be above 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        ImportReport report = new ImportReport();
        long begun = System.nanoTime();
        try {
            run(report, out);
            report.print(out, (System.nanoTime() - begun) / 1e9);
            return report.allTaken() ? 0 : 1;
        } catch (NoSuchFileException missing) {
            spec.commandLine().getErr().println("There is no file " + missing.getMessage());
            return 1;
        } catch (IOException failed) {
            report.print(out, (System.nanoTime() - begun) / 1e9);
            spec.commandLine().getErr().println(failed.getMessage());
            spec.commandLine().getErr().println("Run it again to import the rest.");
            return 1;
        }
    }

    private void run(ImportReport report, PrintWriter out) throws IOException, InterruptedException {
        InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
        try (BufferedWriter writer = rejected == null ? null : Files.newBufferedWriter(rejected, UTF_8);
                ProgressBar bar = bar(out)) {
            OrderImport orders =
                    new OrderImport(commandUrl, FileLines.of(in), Duration.ofSeconds(patience), (line, result) -> {
                        report.add(line, result);
                        bar.stepBy(line.content().length + 1L);
                        bar.setExtraMessage(report.inShort());
                        if (writer != null && !result.status().isTaken()) {
                            write(writer, line, result);
                        }
                    });
            orders.run();
        }
    }

    /** Goes by bytes; of standard input nobody knows how many there will be. */
    private ProgressBar bar(PrintWriter out) throws IOException {
        boolean terminal = Boolean.getBoolean("orderstream.tty");
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("Importing")
                .setInitialMax(file.equals(STANDARD_INPUT) ? -1 : Files.size(Path.of(file)))
                .setUnit(" KB", 1024)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? 200 : 5_000);
        if (!terminal) {
            builder.setConsumer(new DelegatingProgressBarConsumer(out::println, 120));
        }
        return builder.build();
    }

    private static void write(BufferedWriter writer, FileLine line, ImportedLine result) throws IOException {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("line", line.number());
        json.put("status", result.status().name());
        json.set("problem", result.json().path("problem"));
        json.put("content", line.text());
        try {
            writer.write(json.toString());
            writer.newLine();
        } catch (IOException full) {
            throw new RejectedFileException(full);
        }
    }
}
