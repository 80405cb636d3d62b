package io.orderstream.command.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.command.eventstore.EventStoreSaturatedException;
import io.orderstream.command.eventstore.EventStoreUnavailableException;
import io.orderstream.command.eventstore.OrderEventStore;
import io.orderstream.command.eventstore.OrderEventStore.AppendResult;
import io.orderstream.command.eventstore.OrderEventStore.Appended;
import io.orderstream.command.eventstore.OrderEventStore.NewEvent;
import io.orderstream.command.eventstore.OrderEventStore.WrongRevision;
import io.orderstream.command.order.ImportLines.Line;
import io.orderstream.command.order.ImportResult.Status;
import io.orderstream.command.order.domain.Decision;
import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.ImportOrder;
import io.orderstream.command.order.domain.Order;
import io.orderstream.command.order.domain.OrderDecider;
import io.orderstream.command.web.BodyProblems;
import io.orderstream.command.web.Problem;
import io.orderstream.command.web.Utf8;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.StoredEvent;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Imports one line: read it, decide, append to a stream that does not exist yet. The stream is named by source and
 * external id, so a line that comes again meets what it made before, and its first event tells whether it is the same
 * line. Thread-safe.
 */
@Component
final class OrderImporter {

    private static final Logger LOG = LoggerFactory.getLogger(OrderImporter.class);

    private final OrderEventStore events;
    private final EventCodec codec;
    private final OrderCommandMapper orders;
    private final ImportOrderMapper imports;
    private final RequestDigest digest;
    private final Validator validator;
    private final ObjectReader reader;
    private final OrderProperties properties;
    private final Clock clock;
    private final Counter reads;

    OrderImporter(
            OrderEventStore events,
            EventCodec codec,
            OrderCommandMapper orders,
            ImportOrderMapper imports,
            RequestDigest digest,
            Validator validator,
            JsonMapper json,
            OrderProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.events = events;
        this.codec = codec;
        this.orders = orders;
        this.imports = imports;
        this.digest = digest;
        this.validator = validator;
        this.reader = json.readerFor(ImportOrderRequest.class);
        this.properties = properties;
        this.clock = clock;
        this.reads = metrics.counter(OrderCommandHandler.READS);
    }

    /** What becomes of the line; whatever goes wrong is a result, never an exception. */
    ImportResult importLine(Line line, CommandHeaders headers) {
        ImportOrderRequest request;
        try {
            request = read(line.content());
        } catch (JacksonException unreadable) {
            return ImportResult.without(line.number(), Status.REJECTED, BodyProblems.unreadable(unreadable));
        } catch (Problem nothingToRead) {
            return ImportResult.without(line.number(), Status.REJECTED, nothingToRead);
        }
        Attempt attempt = new Attempt(line.number(), request, headers);
        try {
            return twice(attempt);
        } catch (EventStoreUnavailableException away) {
            LOG.debug("line {} of an import: {}", line.number(), away.getMessage());
            return attempt.result(
                    Status.FAILED, Problem.unavailable("The order could not be recorded now. Send the line again."));
        } catch (EventStoreSaturatedException full) {
            return attempt.result(
                    Status.FAILED, Problem.saturated("Too many commands are under way. Send the line again later."));
        } catch (RuntimeException bug) {
            LOG.error("line {} of an import failed", line.number(), bug);
            return attempt.result(Status.REJECTED, Problem.ofOurs());
        }
    }

    /** A short absence of the event store, or a late answer, ends no import; trying again is safe. */
    private static ImportResult twice(Attempt attempt) {
        try {
            return attempt.result();
        } catch (EventStoreUnavailableException once) {
            LOG.debug("a line of an import is tried again: {}", once.getMessage());
            return attempt.result();
        }
    }

    private ImportOrderRequest read(byte @Nullable [] line) {
        if (line == null) {
            throw new Problem(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "The line is too long.");
        }
        Problem notText = Utf8.problemOf(line);
        if (notText != null) {
            throw notText;
        }
        ImportOrderRequest request = reader.readValue(line);
        if (request == null) {
            throw new Problem(HttpStatus.BAD_REQUEST, "malformed-body", "The line is no order.");
        }
        return request;
    }

    /** One line that could be read, on its way to its result. */
    private final class Attempt {

        private final long line;
        private final ImportOrderRequest request;
        private final CommandHeaders headers;
        private @Nullable UUID orderId;

        Attempt(long line, ImportOrderRequest request, CommandHeaders headers) {
            this.line = line;
            this.request = request;
            this.headers = headers;
        }

        ImportResult result() {
            Set<ConstraintViolation<ImportOrderRequest>> violations = validator.validate(request);
            if (!violations.isEmpty()) {
                return result(Status.REJECTED, BodyProblems.impossible(violations));
            }
            orderId = OrderIds.orderOf(request.source(), request.externalId());
            Instant now = clock.instant();
            Decision decision = OrderDecider.decide(Order.NOT_PLACED, command(orderId.toString(), now));
            return switch (decision) {
                case Rejected rejected -> result(Status.REJECTED, OrderProblems.of(rejected.reason()));
                case Accepted accepted ->
                    append(orderId.toString(), (OrderImported) accepted.events().get(0), now);
            };
        }

        private ImportOrder command(String order, Instant now) {
            OrderIds.Parts parts = new OrderIds.Parts(order);
            String number = request.number() == null ? request.externalId() : request.number();
            return imports.toCommand(
                    request, orders.toCommand(request.ordered(), parts, number, now), parts, properties.returnWindow());
        }

        private ImportResult append(String order, OrderImported imported, Instant now) {
            UUID commandId = OrderIds.importOf(request.source(), request.externalId());
            EventMetadata metadata = new EventMetadata(
                    commandId,
                    digest.of("import", request),
                    headers.correlationId(),
                    commandId.toString(),
                    headers.actor(),
                    codec.schemaVersion(imported),
                    now,
                    headers.traceparent());
            AppendResult result =
                    events.append(order, OrderEventStore.NO_STREAM, List.of(new NewEvent(imported, metadata)));
            return switch (result) {
                case Appended appended -> result(Status.IMPORTED, imported);
                case WrongRevision before -> comparedWith(first(order), metadata.requestHash());
            };
        }

        private StoredEvent first(String order) {
            reads.increment();
            return events.read(order, 0, 1).get(0);
        }

        private ImportResult comparedWith(StoredEvent first, String requestHash) {
            return first.event() instanceof OrderImported imported
                            && first.metadata().requestHash().equals(requestHash)
                    ? result(Status.ALREADY, imported)
                    : result(
                            Status.CONFLICT,
                            new Problem(
                                    HttpStatus.CONFLICT,
                                    "imported-otherwise",
                                    "The order was imported before with another content, which stands."));
        }

        private ImportResult result(Status status, OrderImported imported) {
            List<String> differences = imported.differences().stream()
                    .map(OrderImported.TotalDifference::total)
                    .toList();
            return new ImportResult(line, request.source(), request.externalId(), orderId(), status, differences, null);
        }

        ImportResult result(Status status, Problem problem) {
            return new ImportResult(
                    line, request.source(), request.externalId(), orderId(), status, null, problem.getBody());
        }

        private @Nullable String orderId() {
            return orderId == null ? null : orderId.toString();
        }
    }
}
