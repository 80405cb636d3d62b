package io.orderstream.command.order;

import io.orderstream.command.web.LateBody;
import io.orderstream.command.web.Problem;
import io.orderstream.command.web.StreamedPath;
import io.orderstream.command.web.Utf8;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Takes over orders of another system, one JSON document a line, and answers line by line while it reads. */
@RestController
final class ImportController {

    static final StreamedPath PATH = new StreamedPath("/v1/orders/import");

    private static final String NDJSON = "application/x-ndjson";
    private static final Logger LOG = LoggerFactory.getLogger(ImportController.class);

    private final OrderImporter importer;
    private final ImportProperties properties;
    private final ObjectWriter writer;
    private final Semaphore imports;

    ImportController(OrderImporter importer, ImportProperties properties, JsonMapper json) {
        this.importer = importer;
        this.properties = properties;
        this.writer = json.writerFor(ImportResult.class);
        this.imports = new Semaphore(properties.concurrent());
    }

    @Operation(
            summary = "Takes over orders of another system",
            description =
                    "Orders as newline-delimited JSON, answered with one result a line, in their order, while"
                            + " they are read. A line that cannot be imported fails alone. The same line again changes nothing.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            schema = @Schema(implementation = ImportOrderRequest.class))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "one result a line",
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            schema = @Schema(implementation = ImportResult.class))))
    @PostMapping(path = "/v1/orders/import", consumes = NDJSON, produces = NDJSON)
    void importOrders(HttpServletRequest request, HttpServletResponse response, CommandHeaders headers)
            throws IOException {
        Problem otherCharset = Utf8.problemOf(MediaType.parseMediaType(request.getContentType()));
        if (otherCharset != null) {
            throw otherCharset;
        }
        if (headers.idempotencyKey() != null || headers.mustExist()) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "malformed-header",
                    "An import has neither Idempotency-Key nor If-Match; source and external id of each line decide.");
        }
        if (!imports.tryAcquire()) {
            throw Problem.saturated("Too many imports are under way. Nothing was done; send it again later.");
        }
        try {
            run(request, response, headers);
        } finally {
            imports.release();
        }
    }

    private void run(HttpServletRequest request, HttpServletResponse response, CommandHeaders headers)
            throws IOException {
        ImportLines lines = new ImportLines(
                request.getInputStream(), (int) properties.maxLineSize().toBytes(), properties.lineDeadline());
        response.setContentType(NDJSON);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.flushBuffer();
        try {
            new ImportStream(
                            lines,
                            response.getOutputStream(),
                            writer,
                            line -> importer.importLine(line, headers),
                            properties)
                    .run();
        } catch (IOException brokenOff) {
            LOG.info("an import broke off: {}", brokenOff.toString());
            LateBody.of(request);
            // Tomcat puts it there too, and would have it answered, which is too late.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        }
    }
}
