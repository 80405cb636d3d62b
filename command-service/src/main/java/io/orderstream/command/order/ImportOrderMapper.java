package io.orderstream.command.order;

import io.orderstream.command.order.ImportOrderRequest.Quantities;
import io.orderstream.command.order.domain.ImportOrder;
import io.orderstream.command.order.domain.ImportOrder.ImportedCapture;
import io.orderstream.command.order.domain.ImportOrder.ImportedFulfillment;
import io.orderstream.command.order.domain.ImportOrder.ImportedPayment;
import io.orderstream.command.order.domain.ImportOrder.Progress;
import io.orderstream.command.order.domain.ImportOrder.StatedTotals;
import io.orderstream.command.order.domain.Lifecycle;
import io.orderstream.command.order.domain.PlaceOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mapstruct.InjectionStrategy;
import org.mapstruct.Mapper;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.ReportingPolicy;

/** From a line of an import to its command, with ids that are the same each time and defaults for what was left out. */
@Mapper(
        componentModel = ComponentModel.SPRING,
        injectionStrategy = InjectionStrategy.CONSTRUCTOR,
        unmappedTargetPolicy = ReportingPolicy.ERROR)
abstract class ImportOrderMapper {

    /**
     * The command.
     *
     * @param order what was ordered
     * @param parts makes ids of the order's parts
     */
    ImportOrder toCommand(ImportOrderRequest request, PlaceOrder order, OrderIds.Parts parts, Duration returnWindow) {
        return new ImportOrder(
                request.source(),
                request.externalId(),
                lifecycle(request.lifecycle()),
                order,
                progress(request.lines()),
                payments(request, parts),
                request.totals() == null ? StatedTotals.NONE : totals(request.totals()),
                fulfillment(request, parts.id("fulfillment")),
                parts.id("return"),
                millisOrNull(request.completedAt()),
                returnsUntil(request, returnWindow));
    }

    abstract Lifecycle lifecycle(ImportOrderRequest.Stage stage);

    abstract StatedTotals totals(ImportOrderRequest.Totals totals);

    private List<@Nullable Progress> progress(List<ImportOrderRequest.Line> lines) {
        List<@Nullable Progress> progress = new ArrayList<>(lines.size());
        for (ImportOrderRequest.Line line : lines) {
            progress.add(line.quantities() == null ? null : progress(line.quantities()));
        }
        return progress;
    }

    private static Progress progress(Quantities given) {
        long delivered = or(given.delivered(), 0);
        long shipped = or(given.shipped(), delivered);
        long restocked = or(given.restocked(), 0);
        long writtenOff = or(given.writtenOff(), 0);
        return new Progress(
                or(given.cancelled(), 0),
                or(given.allocated(), shipped),
                shipped,
                delivered,
                or(given.returnRequested(), 0),
                restocked,
                writtenOff,
                or(given.credited(), Math.addExact(restocked, writtenOff)));
    }

    private static long or(@Nullable Long given, long otherwise) {
        return given == null ? otherwise : given;
    }

    private List<ImportedPayment> payments(ImportOrderRequest request, OrderIds.Parts parts) {
        List<ImportedPayment> payments = new ArrayList<>();
        for (ImportOrderRequest.Payment payment :
                Objects.requireNonNullElse(request.payments(), List.<ImportOrderRequest.Payment>of())) {
            String paymentId = payment.paymentId() == null
                    ? parts.id("payment/" + payment.reference())
                    : payment.paymentId().toString();
            payments.add(payment(payment, paymentId, request.placedAt()));
        }
        return payments;
    }

    private ImportedPayment payment(ImportOrderRequest.Payment payment, String paymentId, Instant placedAt) {
        Instant authorizedAt = millis(Objects.requireNonNullElse(payment.authorizedAt(), placedAt));
        List<ImportedCapture> captures = new ArrayList<>();
        for (ImportOrderRequest.Capture capture :
                Objects.requireNonNullElse(payment.captures(), List.<ImportOrderRequest.Capture>of())) {
            String called = capture.reference() == null ? "imported/" + captures.size() : capture.reference();
            captures.add(new ImportedCapture(
                    OrderIds.captureOf(paymentId, capture.captureId(), called),
                    capture.reference(),
                    capture.amount(),
                    millis(Objects.requireNonNullElse(capture.capturedAt(), authorizedAt))));
        }
        return new ImportedPayment(
                paymentId,
                payment.reference(),
                payment.authorized(),
                Boolean.TRUE.equals(payment.voided()),
                captures,
                Objects.requireNonNullElse(payment.refunded(), BigDecimal.ZERO),
                authorizedAt);
    }

    private static ImportedFulfillment fulfillment(ImportOrderRequest request, String id) {
        Instant shippedAt = millisOrNull(request.shippedAt());
        return new ImportedFulfillment(
                id,
                Objects.requireNonNullElse(request.location(), "unspecified"),
                request.allocatedAt() == null
                        ? Objects.requireNonNullElse(shippedAt, millis(request.placedAt()))
                        : millis(request.allocatedAt()),
                shippedAt,
                millisOrNull(request.deliveredAt()));
    }

    private static @Nullable Instant returnsUntil(ImportOrderRequest request, Duration returnWindow) {
        if (request.returnsUntil() != null || request.completedAt() == null) {
            return millisOrNull(request.returnsUntil());
        }
        return millis(request.completedAt().plus(returnWindow));
    }

    private static @Nullable Instant millisOrNull(@Nullable Instant time) {
        return time == null ? null : millis(time);
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
