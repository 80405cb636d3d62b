package io.orderstream.readmodel.fulfilment;

import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderImported.ImportedLine;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.ReturnApproved;
import io.orderstream.events.stored.ReturnCancelled;
import io.orderstream.events.stored.ReturnDeclined;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ShippingAddressChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The work of one order while an event is folded into it. */
final class FulfilmentWork {

    private final List<String> notShipped;
    private final List<String> holds;
    private boolean confirmed;
    private long waiting;
    private long allocated;
    private long inTransit;
    private long toReceive;

    private FulfilmentWork(List<String> notShipped, List<String> holds) {
        this.notShipped = notShipped;
        this.holds = new ArrayList<>(holds);
    }

    static FulfilmentWork of(OrderPlaced placed) {
        FulfilmentWork work = new FulfilmentWork(
                placed.lines().stream()
                        .filter(line -> !line.requiresShipping())
                        .map(OrderPlaced.Line::lineId)
                        .toList(),
                List.of());
        work.waiting = work.units(placed.lines(), OrderPlaced.Line::lineId, OrderPlaced.Line::quantity);
        return work;
    }

    static FulfilmentWork of(OrderImported imported) {
        FulfilmentWork work = new FulfilmentWork(
                imported.lines().stream()
                        .filter(line -> !line.ordered().requiresShipping())
                        .map(line -> line.ordered().lineId())
                        .toList(),
                List.of());
        work.confirmed = !imported.lifecycle().equals("PLACED");
        for (ImportedLine line : imported.lines()) {
            if (line.ordered().requiresShipping()) {
                work.take(line.ordered().quantity(), line.quantities());
            }
        }
        return work;
    }

    private void take(long ordered, OrderImported.Quantities units) {
        waiting += ordered - units.cancelled() - units.allocated();
        allocated += units.allocated() - units.shipped();
        inTransit += units.shipped() - units.delivered();
        toReceive += units.returnRequested();
    }

    static FulfilmentWork of(FulfilmentWorkDocument document) {
        FulfilmentWork work = new FulfilmentWork(document.notShipped(), document.holds());
        work.confirmed = document.confirmed();
        work.waiting = document.waiting();
        work.allocated = document.allocated();
        work.inTransit = document.inTransit();
        work.toReceive = document.toReceive();
        return work;
    }

    /** Whether the event can change the work of an order. */
    static boolean isChangedBy(OrderEvent event) {
        return switch (event) {
            case OrderPlaced changing -> true;
            case OrderImported changing -> true;
            case OrderConfirmed changing -> true;
            case OrderCancelled changing -> true;
            case LinesCancelled changing -> true;
            case HoldPlaced changing -> true;
            case HoldReleased changing -> true;
            case FulfillmentAllocated changing -> true;
            case FulfillmentCancelled changing -> true;
            case FulfillmentShipped changing -> true;
            case FulfillmentDelivered changing -> true;
            case ReturnRequested changing -> true;
            case ReturnDeclined changing -> true;
            case ReturnCancelled changing -> true;
            case ReturnReceived changing -> true;
            case ReturnApproved other -> false;
            case OrderCompleted other -> false;
            case ShippingAddressChanged other -> false;
            case NoteAdded other -> false;
            case PaymentAuthorized other -> false;
            case PaymentCaptured other -> false;
            case PaymentVoided other -> false;
            case RefundRequested other -> false;
            case RefundSucceeded other -> false;
            case RefundFailed other -> false;
        };
    }

    FulfilmentWork after(OrderEvent event) {
        if (event instanceof OrderConfirmed) {
            confirmed = true;
        } else if (event instanceof HoldPlaced placed) {
            holds.add(placed.holdId());
        } else if (event instanceof HoldReleased released) {
            holds.remove(released.holdId());
        } else if (event instanceof OrderCancelled) {
            waiting = 0;
        } else if (event instanceof LinesCancelled cancelled) {
            waiting -= units(
                    cancelled.lines(), OrderCancelled.CancelledLine::lineId, OrderCancelled.CancelledLine::quantity);
        } else if (event instanceof FulfillmentAllocated set) {
            move(units(set.items()), 0, 0);
        } else if (event instanceof FulfillmentCancelled cancelled) {
            move(-units(cancelled.items()), 0, 0);
        } else if (event instanceof FulfillmentShipped shipped) {
            move(0, units(shipped.items()), 0);
        } else if (event instanceof FulfillmentDelivered delivered) {
            move(0, 0, units(delivered.items()));
        } else {
            comeBack(event);
        }
        return this;
    }

    private void move(long toAllocated, long toTransit, long arrived) {
        waiting -= toAllocated;
        allocated += toAllocated - toTransit;
        inTransit += toTransit - arrived;
    }

    private void comeBack(OrderEvent event) {
        if (event instanceof ReturnRequested requested) {
            toReceive += units(
                    requested.items(), ReturnRequested.ReturnedItem::lineId, ReturnRequested.ReturnedItem::quantity);
        } else if (event instanceof ReturnDeclined declined) {
            toReceive -= units(declined.items());
        } else if (event instanceof ReturnCancelled cancelled) {
            toReceive -= units(cancelled.items());
        } else if (event instanceof ReturnReceived received) {
            toReceive -=
                    units(received.items(), ReturnReceived.ReceivedItem::lineId, ReturnReceived.ReceivedItem::quantity);
        }
    }

    private long units(List<LineQuantity> items) {
        return units(items, LineQuantity::lineId, LineQuantity::quantity);
    }

    private <T> long units(List<T> items, Function<T, String> lineId, ToLongFunction<T> quantity) {
        return items.stream()
                .filter(item -> !notShipped.contains(lineId.apply(item)))
                .mapToLong(quantity)
                .sum();
    }

    FulfilmentWorkDocument document(String id, long position, Instant placedAt) {
        return new FulfilmentWorkDocument(
                id,
                position,
                waiting + allocated + inTransit + toReceive > 0,
                placedAt,
                confirmed,
                List.copyOf(holds),
                notShipped,
                waiting,
                allocated,
                inTransit,
                toReceive);
    }
}
