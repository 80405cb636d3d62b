package io.orderstream.readmodel.product;

import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderImported.ImportedLine;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event changes in the figures of products, by sku and in the order of the event's lines. */
final class ProductChanges {

    private final Map<String, Change> bySku = new LinkedHashMap<>();

    private ProductChanges() {}

    /** What changes of one product, and what the event calls it. */
    record Change(ProductFigures figures, @Nullable String name) {

        private Change plus(Change other) {
            return new Change(figures.plus(other.figures), other.name == null ? name : other.name);
        }
    }

    static Map<String, Change> of(OrderEvent event) {
        ProductChanges changes = new ProductChanges();
        if (event instanceof OrderPlaced placed) {
            changes.placed(placed.lines());
        } else if (event instanceof OrderImported imported) {
            changes.imported(imported.lines());
        } else if (event instanceof LinesCancelled cancelled) {
            changes.cancelled(cancelled.lines());
        } else if (event instanceof OrderCancelled cancelled) {
            changes.cancelled(cancelled.lines());
        } else if (event instanceof RefundRequested requested) {
            for (CreditedLine line : requested.lines()) {
                changes.add(
                        line.sku(),
                        ProductFigures.credited(line.quantity(), line.amounts().net()));
            }
        } else if (event instanceof RefundFailed failed) {
            for (CreditedLine line : failed.lines()) {
                changes.add(
                        line.sku(),
                        ProductFigures.creditTakenBack(
                                line.quantity(), line.amounts().net()));
            }
        } else if (event instanceof ReturnReceived received) {
            for (ReceivedItem item : received.items()) {
                changes.add(
                        item.sku(),
                        ProductFigures.returned(
                                item.quantity(), item.credited(), item.amounts().net()));
            }
        }
        return changes.bySku;
    }

    /** An order counts once for a product, however many of its lines have it. */
    private void placed(List<OrderPlaced.Line> lines) {
        for (OrderPlaced.Line line : lines) {
            long orders = bySku.containsKey(line.sku()) ? 0 : 1;
            ProductFigures figures = ProductFigures.placed(
                    orders, line.quantity(), line.amounts().net());
            bySku.merge(line.sku(), new Change(figures, line.name()), Change::plus);
        }
    }

    private void imported(List<ImportedLine> lines) {
        placed(lines.stream().map(ImportedLine::ordered).toList());
        for (ImportedLine line : lines) {
            OrderImported.Quantities units = line.quantities();
            add(
                    line.ordered().sku(),
                    ProductFigures.cancelled(units.cancelled(), line.cancelled().net())
                            .plus(ProductFigures.returned(
                                    units.received(),
                                    units.credited(),
                                    line.credited().net())));
        }
    }

    private void cancelled(List<CancelledLine> lines) {
        for (CancelledLine line : lines) {
            add(
                    line.sku(),
                    ProductFigures.cancelled(line.quantity(), line.amounts().net()));
        }
    }

    private void add(String sku, ProductFigures figures) {
        bySku.merge(sku, new Change(figures, null), Change::plus);
    }
}
