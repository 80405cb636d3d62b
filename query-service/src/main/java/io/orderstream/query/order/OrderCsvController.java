package io.orderstream.query.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports lists of orders, a stretch at a time, so that memory does not depend on how long they are. */
@RestController
class OrderCsvController {

    private static final int STRETCH = 500;

    private final OrderReader orders;
    private final Semaphore exports;
    private final Duration deadline;

    OrderCsvController(OrderReader orders, ExportProperties properties) {
        this.orders = orders;
        this.exports = new Semaphore(properties.maxExports());
        this.deadline = properties.exportDeadline();
    }

    /**
     * Nothing is sent before the first stretch was read. If a later one cannot be read, or all of them take too long, the
     * answer breaks off.
     */
    @OrderFilterParameters
    @GetMapping(path = "/v1/orders.csv", produces = "text/csv")
    void export(
            @RequestParam MultiValueMap<String, String> parameters,
            ConsistencyToken token,
            HttpServletResponse response)
            throws IOException {
        var query = OrderQuery.whole(new QueryParameters(parameters), STRETCH);
        if (!exports.tryAcquire()) {
            throw new TooManyExportsException();
        }
        try {
            var first = orders.list(query, token);
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"orders.csv\"");
            write(query, first, response);
        } finally {
            exports.release();
        }
    }

    private void write(OrderQuery query, OrderPage first, HttpServletResponse response) throws IOException {
        Writer writer = new OutputStreamWriter(response.getOutputStream(), UTF_8);
        writer.write(OrderCsv.headings());
        var begun = System.nanoTime();
        for (var page = first; ; ) {
            if (System.nanoTime() - begun > deadline.toNanos()) {
                throw new SlowExportException();
            }
            for (var order : page.entries()) {
                writer.write(OrderCsv.row(order));
            }
            writer.flush();
            var next = page.next();
            if (next == null) {
                return;
            }
            page = orders.list(query.from(next), ConsistencyToken.NONE);
        }
    }

    /** Clients that take next to nothing would keep others from exporting. */
    private static final class SlowExportException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private SlowExportException() {
            super("the export takes too long");
        }
    }
}
