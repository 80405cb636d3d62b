package io.orderstream.cli.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Places orders made from TPC-H, walks them along, and compares what comes out. It ends with 0 only if nothing failed
 * and everything agrees. Run again, it repeats nothing.
 */
@Command(
        name = "demo",
        description = {
            "Places orders made from TPC-H and compares what comes out with what was sent.",
            "Orders are paid, allocated, shipped in parts, delivered, returned and refunded as their rows in TPC-H say;"
                    + " some are held, cancelled, credited or declined. Running it again repeats nothing."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    /** Another number makes other orders of the same rows; it changes when the orders that are made from them do. */
    private static final int EDITION = 2;

    @Option(
            names = "--scale-factor",
            paramLabel = "SF",
            defaultValue = "0.001",
            description = "Size of the data: 1 is 1,500,000 orders (default: ${DEFAULT-VALUE}, 1,500 orders).")
    private BigDecimal scaleFactor = BigDecimal.ONE;

    @Option(names = "--limit", paramLabel = "N", description = "Place the first N orders only.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "32",
            description = "How many orders are under way at once (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Send at most N commands a second (default: as many as are answered).")
    private int rate = Integer.MAX_VALUE;

    @Option(
            names = "--url-command",
            paramLabel = "URL",
            defaultValue = "${env:ORDERSTREAM_COMMAND_URL:-http://localhost:${env:ORDERSTREAM_COMMAND_PORT:-8081}}",
            description = "The write API (default: ${DEFAULT-VALUE}, or ORDERSTREAM_COMMAND_URL).")
    private URI commandUrl = URI.create("http://localhost:8081");

    @Option(
            names = "--url-query",
            paramLabel = "URL",
            defaultValue = "${env:ORDERSTREAM_QUERY_URL:-http://localhost:${env:ORDERSTREAM_QUERY_PORT:-8082}}",
            description = "The read API (default: ${DEFAULT-VALUE}, or ORDERSTREAM_QUERY_URL).")
    private URI queryUrl = URI.create("http://localhost:8082");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:ORDERSTREAM_KAFKA:-localhost:${env:ORDERSTREAM_KAFKA_PORT:-9092}}",
            description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}, or ORDERSTREAM_KAFKA).")
    private String kafka = "localhost:9092";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long a request is tried, and how long to wait for the read side and for events"
                    + " (default: ${DEFAULT-VALUE}).")
    private long patience;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        check(scaleFactor.signum() > 0, "--scale-factor must be above 0");
        check(limit > 0, "--limit must be above 0");
        check(concurrency > 0, "--concurrency must be above 0");
        check(rate > 0, "--rate must be above 0");
        check(patience > 0, "--patience must be above 0");
        var out = spec.commandLine().getOut();
        try {
            return run(out) ? 0 : 1;
        } catch (IOException | RefusedException | KafkaException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private boolean run(PrintWriter out) throws IOException, InterruptedException, RefusedException {
        var http = new ResilientHttp(Backoff.within(Duration.ofSeconds(patience)));
        var write = new WriteApi(commandUrl, http);
        var read = new ReadApi(queryUrl, http);
        reach(write, read);
        var report = new ClosingReport(out);

        var books = new Books();
        var outcome = place(write, books, out);
        report.placing(outcome, http.repeats());
        if (outcome.sent().isEmpty()) {
            report.verdict(false);
            return false;
        }
        var shown = readSide(read, outcome, out);
        report.readSide(shown);
        var figures = figures(read, books, outcome);
        report.figures(figures);
        var told = topic(outcome, out);
        report.topic(told);

        var agrees = outcome.failures().isEmpty()
                && shown.agrees()
                && figures.agrees()
                && told.differences().isEmpty();
        report.verdict(agrees);
        return agrees;
    }

    private void reach(WriteApi write, ReadApi read) throws InterruptedException, IOException {
        try {
            write.reach();
        } catch (IOException e) {
            throw new IOException("Nothing answers at " + commandUrl + ". Is it running? Try ./orderstream up", e);
        }
        try {
            read.reach();
        } catch (IOException e) {
            throw new IOException("Nothing answers at " + queryUrl + ". Is it running? Try ./orderstream up", e);
        }
    }

    private Placing.Outcome place(WriteApi write, Books books, PrintWriter out) throws InterruptedException {
        var rows = new TpchOrders(scaleFactor.doubleValue());
        var total = Math.min(limit, rows.count());
        out.printf("Placing %,d orders of TPC-H at scale factor %s.%n", total, scale());
        out.flush();
        try (var progress = progress(out, "Placing", total)) {
            return new Placing(write, "tpch-%d-sf%s".formatted(EDITION, scale()), concurrency, pace(), progress)
                    .run(() -> orders(rows)
                            .peek(order -> books.add(order.account()))
                            .iterator());
        }
    }

    private Pace pace() {
        return rate == Integer.MAX_VALUE ? Pace.unbounded() : Pace.perSecond(rate);
    }

    private Stream<DemoOrder> orders(TpchOrders rows) {
        return StreamSupport.stream(rows.spliterator(), false).limit(limit).map(DemoOrders::of);
    }

    private ReadSideComparison readSide(ReadApi read, Placing.Outcome outcome, PrintWriter out)
            throws IOException, InterruptedException, RefusedException {
        var sent = outcome.sent();
        var days = sent.stream().map(SentOrder::day).sorted().toList();
        var comparison = new ReadSideComparison(sent);
        try (var progress = progress(out, "Reading", sent.size())) {
            read.orders(days.getFirst(), days.getLast(), outcome.token(), order -> {
                if (comparison.show(order)) {
                    progress.add(1);
                }
            });
        }
        comparison.end();
        return comparison;
    }

    private static FiguresComparison figures(ReadApi read, Books books, Placing.Outcome outcome)
            throws IOException, InterruptedException, RefusedException {
        var comparison = new FiguresComparison(books);
        if (outcome.failures().isEmpty()) {
            comparison.read(new ShownFigures(read, outcome.token()));
        }
        return comparison;
    }

    private TopicComparison topic(Placing.Outcome outcome, PrintWriter out) {
        var comparison = new TopicComparison(outcome.sent());
        try (var progress = progress(out, "Events", comparison.expectedEvents())) {
            new TopicReader(kafka, Duration.ofSeconds(patience)).read(comparison, progress);
        }
        comparison.end();
        return comparison;
    }

    private static Progress progress(PrintWriter out, String task, long total) {
        return Progress.of(Boolean.getBoolean("orderstream.tty"), out, task, total);
    }

    private String scale() {
        return scaleFactor.stripTrailingZeros().toPlainString();
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
