package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.command.order.domain.Return.Approved;
import io.orderstream.command.order.domain.Return.Closed;
import io.orderstream.command.order.domain.Return.End;
import io.orderstream.command.order.domain.Return.Requested;
import io.orderstream.command.order.domain.ReturnCommand.ApproveReturn;
import io.orderstream.command.order.domain.ReturnCommand.CancelReturn;
import io.orderstream.command.order.domain.ReturnCommand.DeclineReturn;
import io.orderstream.command.order.domain.ReturnCommand.ReceiveReturn;
import io.orderstream.command.order.domain.ReturnCommand.ReceivedItem;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestedItem;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.ReturnApproved;
import io.orderstream.events.stored.ReturnCancelled;
import io.orderstream.events.stored.ReturnDeclined;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnReceived.Fee;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goods that come back, and what is credited for them. */
final class ReturnRules {

    private ReturnRules() {}

    static Decision decide(Existing order, ReturnCommand command) {
        return switch (command) {
            case RequestReturn request -> request(order, request);
            case ApproveReturn approve -> approve(order, approve);
            case DeclineReturn decline -> decline(order, decline);
            case CancelReturn cancel -> cancel(order, cancel);
            case ReceiveReturn receive -> receive(order, receive);
        };
    }

    private static Decision request(Existing order, RequestReturn request) {
        List<Item> items = request.items().stream()
                .map(item -> new Item(item.lineId(), item.quantity()))
                .toList();
        ValueChecks checks = new ValueChecks(order.context().currency());
        checks.items("/items", items, order.lines());
        if (checks.failed()) {
            return checks.rejected();
        }
        ReturnRequested requested = requested(order, request);
        Return known = order.returns().get(request.returnId());
        if (known != null) {
            return known.requested().equals(requested.items())
                    ? Accepted.nothingToDo()
                    : Rejected.of(Rule.ID_TAKEN, "Another return has the id " + request.returnId() + ".");
        }
        if (order.returnsUntil() != null && request.receivedAt().isAfter(order.returnsUntil())) {
            return Rejected.of(Rule.RETURN_WINDOW_CLOSED, "Returns were possible until " + order.returnsUntil() + ".");
        }
        for (Item item : items) {
            long returnable = order.lines().get(item.lineId()).quantities().returnable();
            if (item.quantity() > returnable) {
                return Rejected.tooMany(item.lineId(), item.quantity(), returnable, "returned");
            }
        }
        return Accepted.of(requested);
    }

    private static ReturnRequested requested(Existing order, RequestReturn request) {
        List<ReturnedItem> items = new ArrayList<>();
        for (RequestedItem item : request.items()) {
            String sku = order.lines().get(item.lineId()).sku();
            items.add(new ReturnedItem(item.lineId(), sku, item.quantity(), item.reason()));
        }
        return new ReturnRequested(order.context(), request.returnId(), items);
    }

    private static Decision approve(Existing order, ApproveReturn approve) {
        Return known = order.returns().get(approve.returnId());
        if (known == null) {
            return Rejected.unknown(Part.RETURN);
        }
        return switch (known) {
            case Requested requested -> Accepted.of(new ReturnApproved(order.context(), approve.returnId()));
            case Approved approved -> Accepted.nothingToDo();
            case Closed closed -> after(closed, End.RECEIVED, "approved");
        };
    }

    private static Decision decline(Existing order, DeclineReturn decline) {
        Return known = order.returns().get(decline.returnId());
        if (known == null) {
            return Rejected.unknown(Part.RETURN);
        }
        return switch (known) {
            case Requested requested ->
                Accepted.of(
                        new ReturnDeclined(order.context(), decline.returnId(), requested.left(), decline.reason()));
            case Approved approved -> wrongStatus(approved, "declined");
            case Closed closed -> after(closed, End.DECLINED, "declined");
        };
    }

    private static Decision cancel(Existing order, CancelReturn cancel) {
        Return known = order.returns().get(cancel.returnId());
        if (known == null) {
            return Rejected.unknown(Part.RETURN);
        }
        return switch (known) {
            case Requested requested ->
                Accepted.of(new ReturnCancelled(order.context(), cancel.returnId(), requested.left()));
            case Approved approved ->
                Accepted.of(new ReturnCancelled(order.context(), cancel.returnId(), approved.left()));
            case Closed closed -> after(closed, End.CANCELLED, "cancelled");
        };
    }

    private static Decision receive(Existing order, ReceiveReturn receive) {
        Return known = order.returns().get(receive.returnId());
        if (known == null) {
            return Rejected.unknown(Part.RETURN);
        }
        ValueChecks checks = new ValueChecks(order.context().currency());
        checkReceived(order, receive.items(), checks);
        List<Fee> fees = fees(receive.fees(), checks);
        if (checks.failed()) {
            return checks.rejected();
        }
        if (!(known instanceof Approved approved)) {
            return wrongStatus(known, "received");
        }
        Map<String, Long> units = new HashMap<>();
        for (ReceivedItem item : receive.items()) {
            long all = units.merge(item.lineId(), item.quantity(), Math::addExact);
            if (all > approved.expected(item.lineId())) {
                return Rejected.tooMany(item.lineId(), all, approved.expected(item.lineId()), "received");
            }
        }
        return received(order, receive, fees);
    }

    private static void checkReceived(Existing order, List<ReceivedItem> items, ValueChecks checks) {
        for (int i = 0; i < items.size(); i++) {
            checks.line("/items/" + i + "/lineId", items.get(i).lineId(), order.lines());
        }
    }

    private static List<Fee> fees(List<ReturnCommand.Fee> charged, ValueChecks checks) {
        List<Fee> fees = new ArrayList<>();
        for (int i = 0; i < charged.size(); i++) {
            long amount = checks.minor("/fees/" + i + "/amount", charged.get(i).amount());
            fees.add(new Fee(charged.get(i).code(), amount));
        }
        return fees;
    }

    private static Decision received(Existing order, ReceiveReturn receive, List<Fee> fees) {
        Lines lines = order.lines();
        List<ReturnReceived.ReceivedItem> items = new ArrayList<>();
        long worth = 0;
        for (ReceivedItem named : receive.items()) {
            ReturnReceived.ReceivedItem item =
                    lines.get(named.lineId()).receive(named.quantity(), named.disposition(), order.policy());
            lines = lines.change(named.lineId(), line -> line.received(item));
            items.add(item);
            worth = Math.addExact(worth, item.amounts().worth());
        }
        long credit = Math.min(worth, order.totals().net());
        long charged = fees.stream().map(Fee::amount).reduce(0L, Math::addExact);
        if (charged > credit) {
            return Rejected.of(
                    Rule.FEES_EXCEED_CREDIT, "No more than " + order.money(credit) + " is credited for the return.");
        }
        return Accepted.of(new ReturnReceived(
                order.context(),
                receive.returnId(),
                items,
                fees,
                credit,
                order.totals().returned(credit, charged)));
    }

    /** What is asked of a return that ended: nothing if that is how it ended, or follows from it. */
    private static Decision after(Closed closed, End asked, String wanted) {
        return closed.how() == asked ? Accepted.nothingToDo() : wrongStatus(closed, wanted);
    }

    private static Rejected wrongStatus(Return known, String wanted) {
        return Rejected.of(
                Rule.WRONG_RETURN_STATUS, "A return that is " + known.status() + " cannot be " + wanted + ".");
    }

    static Existing evolve(Existing order, ReturnRequested requested) {
        Lines lines = order.lines();
        for (ReturnedItem item : requested.items()) {
            lines = lines.change(
                    item.lineId(), line -> line.change(quantities -> quantities.requestReturn(item.quantity())));
        }
        return order.withReturn(requested.returnId(), new Requested(requested.items()))
                .withLines(lines);
    }

    static Existing evolve(Existing order, ReturnApproved approved) {
        return order.withReturn(
                approved.returnId(),
                order.returned(approved.returnId(), Requested.class).approved());
    }

    static Existing evolve(Existing order, ReturnDeclined declined) {
        return close(order, declined.returnId(), End.DECLINED, declined.items());
    }

    static Existing evolve(Existing order, ReturnCancelled cancelled) {
        return close(order, cancelled.returnId(), End.CANCELLED, cancelled.items());
    }

    private static Existing close(Existing order, String returnId, End how, List<LineQuantity> items) {
        Return closed = new Closed(order.returned(returnId, Return.class).requested(), how);
        return order.withReturn(returnId, closed)
                .withLines(order.lines().change(items, (quantities, units) -> quantities.requestReturn(-units)));
    }

    static Existing evolve(Existing order, ReturnReceived received) {
        Lines lines = order.lines();
        for (ReturnReceived.ReceivedItem item : received.items()) {
            lines = lines.change(item.lineId(), line -> line.received(item));
        }
        Return after = order.returned(received.returnId(), Approved.class).received(received.items());
        return order.withReturn(received.returnId(), after).withLines(lines).withTotals(received.totals());
    }
}
