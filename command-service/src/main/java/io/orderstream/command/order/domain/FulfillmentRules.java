package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.CancelFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.DeliverFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.Parcel;
import io.orderstream.command.order.domain.FulfillmentCommand.ShipFulfillment;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.LineQuantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Setting quantities aside, shipping and delivering them. What arrived late never lowers a counter. */
final class FulfillmentRules {

    private FulfillmentRules() {}

    static Decision decide(Existing order, FulfillmentCommand command) {
        return switch (command) {
            case AllocateFulfillment allocate -> allocate(order, allocate);
            case ShipFulfillment ship -> ship(order, ship);
            case DeliverFulfillment deliver -> deliver(order, deliver);
            case CancelFulfillment cancel -> cancel(order, cancel);
        };
    }

    private static Decision allocate(Existing order, AllocateFulfillment allocate) {
        ValueChecks checks = new ValueChecks(order.context().currency());
        checks.items("/items", allocate.items(), order.lines());
        for (int i = 0; i < allocate.items().size() && !checks.failed(); i++) {
            if (!order.lines().get(allocate.items().get(i).lineId()).requiresShipping()) {
                checks.impossible("/items/" + i + "/lineId", "is a line that is not shipped");
            }
        }
        if (checks.failed()) {
            return checks.rejected();
        }
        List<LineQuantity> items = order.lines().quantities(allocate.items());
        Fulfillment known = order.fulfillments().get(allocate.fulfillmentId());
        if (known != null) {
            return known.beganAs(Fulfillment.of(allocate.location(), items))
                    ? Accepted.nothingToDo()
                    : Rejected.of(Rule.ID_TAKEN, "Another fulfilment has the id " + allocate.fulfillmentId() + ".");
        }
        if (order.lifecycle() != Lifecycle.CONFIRMED) {
            return Rejected.wrongLifecycle(order, "allocated");
        }
        for (Item item : allocate.items()) {
            long unallocated = order.lines().get(item.lineId()).quantities().unallocated();
            if (item.quantity() > unallocated) {
                return Rejected.tooMany(item.lineId(), item.quantity(), unallocated, "allocated");
            }
        }
        Rejected keptBack = HoldRules.keptBack(order, lineIds(items));
        return keptBack == null
                ? Accepted.of(
                        new FulfillmentAllocated(order.context(), allocate.fulfillmentId(), allocate.location(), items))
                : keptBack;
    }

    private static Decision ship(Existing order, ShipFulfillment ship) {
        Fulfillment fulfillment = order.fulfillments().get(ship.fulfillmentId());
        if (fulfillment == null) {
            return Rejected.unknown(Part.FULFILLMENT);
        }
        ValueChecks checks = new ValueChecks(order.context().currency());
        checks.items("/items", ship.items(), order.lines());
        if (checks.failed()) {
            return checks.rejected();
        }
        if (fulfillment.cancelled()) {
            return Rejected.of(Rule.FULFILLMENT_CANCELLED, "The fulfilment was cancelled.");
        }
        List<LineQuantity> left = fulfillment.unshipped();
        List<LineQuantity> items = ship.items().isEmpty() ? left : order.lines().quantities(ship.items());
        if (items.isEmpty()) {
            return Accepted.nothingToDo();
        }
        for (LineQuantity item : items) {
            long unshipped = quantityOf(item.lineId(), left);
            if (item.quantity() > unshipped) {
                return Rejected.tooMany(item.lineId(), item.quantity(), unshipped, "shipped");
            }
        }
        checkParcels(ship.parcels(), items, checks);
        if (checks.failed()) {
            return checks.rejected();
        }
        Rejected keptBack = HoldRules.keptBack(order, lineIds(items));
        return keptBack == null ? Accepted.of(shipped(order, ship, fulfillment, items)) : keptBack;
    }

    /** No parcel holds what is not shipped, and all of them no more than that. */
    private static void checkParcels(List<Parcel> parcels, List<LineQuantity> items, ValueChecks checks) {
        Map<String, Long> packed = new HashMap<>();
        for (int i = 0; i < parcels.size(); i++) {
            for (int j = 0; j < parcels.get(i).items().size(); j++) {
                Item item = parcels.get(i).items().get(j);
                String pointer = "/parcels/" + i + "/items/" + j;
                long all = packed.merge(item.lineId(), item.quantity(), Math::addExact);
                if (all > quantityOf(item.lineId(), items)) {
                    checks.impossible(pointer, "is more than is shipped");
                }
            }
        }
    }

    private static FulfillmentShipped shipped(
            Existing order, ShipFulfillment ship, Fulfillment fulfillment, List<LineQuantity> items) {
        return new FulfillmentShipped(
                order.context(),
                ship.fulfillmentId(),
                fulfillment.location(),
                items,
                ship.parcels().stream()
                        .map(parcel -> new FulfillmentShipped.Parcel(
                                parcel.carrier(),
                                parcel.tracking(),
                                order.lines().quantities(parcel.items())))
                        .toList());
    }

    private static Decision deliver(Existing order, DeliverFulfillment deliver) {
        Fulfillment fulfillment = order.fulfillments().get(deliver.fulfillmentId());
        if (fulfillment == null) {
            return Rejected.unknown(Part.FULFILLMENT);
        }
        ValueChecks checks = new ValueChecks(order.context().currency());
        checks.items("/items", deliver.items(), order.lines());
        if (deliver.at().isAfter(deliver.receivedAt())) {
            checks.impossible("/at", "is in the future");
        }
        if (checks.failed()) {
            return checks.rejected();
        }
        if (!fulfillment.anyShipped()) {
            return Rejected.of(Rule.NOTHING_SHIPPED, "Nothing of the fulfilment was shipped.");
        }
        List<LineQuantity> left = fulfillment.undelivered();
        List<LineQuantity> items =
                deliver.items().isEmpty() ? left : order.lines().quantities(deliver.items());
        for (LineQuantity item : items) {
            long undelivered = quantityOf(item.lineId(), left);
            if (item.quantity() > undelivered) {
                return Rejected.tooMany(item.lineId(), item.quantity(), undelivered, "delivered");
            }
        }
        return items.isEmpty()
                ? Accepted.nothingToDo()
                : Accepted.of(new FulfillmentDelivered(order.context(), deliver.fulfillmentId(), items, deliver.at()));
    }

    private static Decision cancel(Existing order, CancelFulfillment cancel) {
        Fulfillment fulfillment = order.fulfillments().get(cancel.fulfillmentId());
        if (fulfillment == null) {
            return Rejected.unknown(Part.FULFILLMENT);
        }
        if (fulfillment.cancelled()) {
            return Accepted.nothingToDo();
        }
        return fulfillment.unshipped().isEmpty()
                ? Rejected.of(Rule.ALREADY_SHIPPED, "All of the fulfilment is shipped.")
                : Accepted.of(cancelled(order, cancel.fulfillmentId(), fulfillment));
    }

    static FulfillmentCancelled cancelled(Existing order, String fulfillmentId, Fulfillment fulfillment) {
        return new FulfillmentCancelled(order.context(), fulfillmentId, fulfillment.unshipped());
    }

    private static List<String> lineIds(List<LineQuantity> items) {
        return items.stream().map(LineQuantity::lineId).toList();
    }

    private static long quantityOf(String lineId, List<LineQuantity> items) {
        return items.stream()
                .filter(item -> item.lineId().equals(lineId))
                .mapToLong(LineQuantity::quantity)
                .sum();
    }

    static Existing evolve(Existing order, FulfillmentAllocated allocated) {
        Fulfillment fulfillment = Fulfillment.of(allocated.location(), allocated.items());
        return order.withFulfillment(allocated.fulfillmentId(), fulfillment)
                .withLines(order.lines().change(allocated.items(), Quantities::allocate));
    }

    static Existing evolve(Existing order, FulfillmentShipped shipped) {
        Fulfillment fulfillment = order.fulfillment(shipped.fulfillmentId()).ship(shipped.items());
        return order.withFulfillment(shipped.fulfillmentId(), fulfillment)
                .withLines(order.lines().change(shipped.items(), Quantities::ship));
    }

    static Existing evolve(Existing order, FulfillmentDelivered delivered) {
        Fulfillment fulfillment = order.fulfillment(delivered.fulfillmentId()).deliver(delivered.items());
        return order.withFulfillment(delivered.fulfillmentId(), fulfillment)
                .withLines(order.lines().change(delivered.items(), Quantities::deliver));
    }

    static Existing evolve(Existing order, FulfillmentCancelled cancelled) {
        Fulfillment fulfillment = order.fulfillment(cancelled.fulfillmentId()).cancel(cancelled.items());
        return order.withFulfillment(cancelled.fulfillmentId(), fulfillment)
                .withLines(order.lines().change(cancelled.items(), (quantities, units) -> quantities.allocate(-units)));
    }
}
