package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.NOW;

import io.orderstream.command.order.domain.ImportOrder.ImportedCapture;
import io.orderstream.command.order.domain.ImportOrder.ImportedFulfillment;
import io.orderstream.command.order.domain.ImportOrder.ImportedPayment;
import io.orderstream.command.order.domain.ImportOrder.Progress;
import io.orderstream.command.order.domain.ImportOrder.StatedTotals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds commands to import orders; what a test does not say is as the lifecycle says. */
final class Imports {

    static final Progress UNTOUCHED = new Progress(0, 0, 0, 0, 0, 0, 0, 0);

    private final PlaceOrder order;
    private final List<@Nullable Progress> progress;
    private final List<ImportedPayment> payments = new ArrayList<>();
    private Lifecycle lifecycle = Lifecycle.CONFIRMED;
    private StatedTotals totals = StatedTotals.NONE;
    private @Nullable Instant completedAt;

    private Imports(PlaceOrder order) {
        this.order = order;
        this.progress = new ArrayList<>(Collections.nCopies(order.lines().size(), null));
    }

    static Imports imported(Orders ordered) {
        return new Imports(ordered.place());
    }

    Imports as(Lifecycle given) {
        lifecycle = given;
        completedAt = given == Lifecycle.COMPLETED ? NOW : null;
        return this;
    }

    Imports completedAt(@Nullable Instant given) {
        completedAt = given;
        return this;
    }

    Imports line(int place, Progress given) {
        progress.set(place, given);
        return this;
    }

    Imports paid(String paymentId, String captured, String refunded) {
        return payment(paymentId, captured, captured, refunded);
    }

    Imports payment(String paymentId, String authorized, String captured, String refunded) {
        List<ImportedCapture> captures = new BigDecimal(captured).signum() == 0
                ? List.of()
                : List.of(new ImportedCapture("c-" + paymentId, null, new BigDecimal(captured), NOW));
        payments.add(new ImportedPayment(
                paymentId,
                "ref-" + paymentId,
                new BigDecimal(authorized),
                false,
                captures,
                new BigDecimal(refunded),
                NOW));
        return this;
    }

    /** Subtotal, discount, shipping, fees, tax, grand and credits; a dash is not stated. */
    Imports stating(String... amounts) {
        List<@Nullable BigDecimal> stated = new ArrayList<>();
        for (String amount : amounts) {
            stated.add(amount.equals("-") ? null : new BigDecimal(amount));
        }
        totals = new StatedTotals(
                stated.get(0),
                stated.get(1),
                stated.get(2),
                stated.get(3),
                stated.get(4),
                stated.get(5),
                stated.get(6));
        return this;
    }

    ImportOrder command() {
        return new ImportOrder(
                "old-shop",
                "100023",
                lifecycle,
                order,
                progress,
                payments,
                totals,
                new ImportedFulfillment("f0", "berlin", NOW, null, null),
                "t0",
                completedAt,
                completedAt == null ? null : completedAt.plusSeconds(60));
    }
}
