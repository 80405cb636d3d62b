package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Placing and releasing holds, and what they keep back. */
final class HoldRules {

    private HoldRules() {}

    static Decision decide(Existing order, HoldCommand command) {
        return switch (command) {
            case PlaceHold place -> place(order, place);
            case ReleaseHold release -> release(order, release);
        };
    }

    /** A hold that is sent again is the same one, be it over or not, and is not placed anew. */
    private static Decision place(Existing order, PlaceHold place) {
        HoldPlaced placed =
                new HoldPlaced(order.context(), place.holdId(), place.type().name(), place.lineIds(), place.reason());
        Hold known = order.holds().find(place.holdId());
        if (known != null) {
            return known.equals(Hold.of(placed))
                    ? Accepted.nothingToDo()
                    : Rejected.of(Rule.ID_TAKEN, "Another hold has the id " + place.holdId() + ".");
        }
        if (!order.lifecycle().isOpen()) {
            return Rejected.wrongLifecycle(order, "held");
        }
        ValueChecks checks = new ValueChecks(order.context().currency());
        for (int i = 0; i < place.lineIds().size(); i++) {
            checks.line("/lineIds/" + i, place.lineIds().get(i), order.lines());
        }
        return checks.failed() ? checks.rejected() : Accepted.of(placed);
    }

    private static Decision release(Existing order, ReleaseHold release) {
        if (order.holds().find(release.holdId()) == null) {
            return Rejected.unknown(Part.HOLD);
        }
        return order.holds().isInForce(release.holdId())
                ? Accepted.of(new HoldReleased(order.context(), release.holdId()))
                : Accepted.nothingToDo();
    }

    /** Why these lines can be neither allocated nor shipped; null if nothing keeps them back. */
    static @Nullable Rejected keptBack(Existing order, List<String> lineIds) {
        for (Hold hold : order.holds().active()) {
            for (String lineId : lineIds) {
                if (hold.covers(lineId)) {
                    return Rejected.of(Rule.ON_HOLD, "A hold of type " + hold.type() + " covers line " + lineId + ".");
                }
            }
        }
        return null;
    }

    static Existing evolve(Existing order, HoldPlaced placed) {
        return order.withHolds(order.holds().placed(placed.holdId(), Hold.of(placed)));
    }

    static Existing evolve(Existing order, HoldReleased released) {
        return order.withHolds(order.holds().released(released.holdId()));
    }
}
