package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.NOW;
import static io.orderstream.command.order.domain.Orders.lineOf;
import static io.orderstream.command.order.domain.Orders.order;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.Parcel;
import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.ImportOrder.ImportedCapture;
import io.orderstream.command.order.domain.ImportOrder.Progress;
import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.Visibility;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PlaceOrder.Address;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.PlaceOrder.TaxRate;
import io.orderstream.command.order.domain.RefundCommand.Allocation;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import io.orderstream.command.order.domain.ReturnCommand.Fee;
import io.orderstream.command.order.domain.ReturnCommand.ReceivedItem;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestedItem;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTests {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final String LONG = "x".repeat(Limits.NOTE + 1);

    static Stream<Arguments> impossible() {
        return Stream.of(
                value("no units", () -> new Item("l1", 0)),
                value("units beyond counting", () -> new Item("l1", Limits.UNITS + 1)),
                value("a line of no units", () -> lineOf("l1", 0, "1", "0")),
                value("a price below nothing", () -> lineOf("l1", 1, "-0.01", "0")),
                value("a price too exact", () -> lineOf("l1", 1, "0.0000000000001", "0")),
                value("a discount below nothing", () -> lineOf("l1", 1, "1", "-1")),
                value("a tax below nothing", () -> new TaxRate("VAT", null, ONE.negate())),
                value("a tax of more than ten times", () -> new TaxRate("VAT", null, new BigDecimal("10.1"))),
                value("a tax too exact", () -> new TaxRate("VAT", null, new BigDecimal("0.000000001"))),
                value("shipping below nothing", () -> order().shipping("-1")),
                value("an order of nothing", () -> order().place()),
                value("an order beyond counting", () -> many().place()),
                value(
                        "discounts beyond counting",
                        () -> Collections.nCopies(51, "1").stream()
                                .reduce(
                                        order().line(1, "99"),
                                        (order, amount) -> order.discount(DiscountScope.ORDER, amount),
                                        (one, other) -> one)
                                .place()),
                value("nowhere", () -> new Address("Ada", List.of(), "Berlin", null, null, "DE")),
                value("nobody", () -> new Address(" ", List.of("1"), "Berlin", null, null, "DE")),
                value("an address too long", () -> new Address("Ada", List.of("1"), LONG, null, null, "DE")),
                value("no country", () -> new Address("Ada", List.of("1"), "Berlin", null, null, "XX")),
                value("a country in small letters", () -> new Address("Ada", List.of("1"), "Bonn", null, null, "de")),
                value("no currency", () -> order().in("EUX").line(1, "1").place()),
                value(
                        "a currency without minor units",
                        () -> order().in("XAU").line(1, "1").place()),
                value("cancelling nothing", () -> new CancelLines(List.of(), "")),
                value("a reason too long", () -> new CancelOrder(LONG)),
                value("an empty note", () -> new AddNote("", Visibility.INTERNAL)),
                value("a note too long", () -> new AddNote(LONG, Visibility.INTERNAL)),
                value("a hold for too long a reason", () -> new PlaceHold("h1", HoldType.FRAUD, List.of(), LONG)),
                value("an authorization of nothing", () -> new RecordAuthorization("p1", "r", BigDecimal.ZERO)),
                value("a payment without a name", () -> new RecordAuthorization("p1", "", ONE)),
                value("a capture below nothing", () -> new RecordCapture("p1", "c1", null, ONE.negate())),
                value("a refund to no payment", () -> refund(List.of(), ONE)),
                value("a refund of nothing", () -> new Allocation("p1", BigDecimal.ZERO)),
                value("a credit below nothing", () -> refund(List.of(new Allocation("p1", ONE)), ONE.negate())),
                value("setting nothing aside", () -> new AllocateFulfillment("f1", "berlin", List.of())),
                value("a place without a name", () -> new AllocateFulfillment("f1", "", List.of(new Item("l1", 1)))),
                value("a parcel that nobody carries", () -> new Parcel("", null, List.of())),
                value("a return of nothing", () -> new RequestReturn("t1", List.of(), NOW)),
                value("a return of no units", () -> new RequestedItem("l1", 0, "")),
                value("no units coming back", () -> new ReceivedItem("l1", 0, Disposition.RESTOCK)),
                value("a fee of nothing", () -> new Fee("POSTAGE", BigDecimal.ZERO)),
                value("fewer than no units", () -> new Progress(0, 0, 0, 0, 0, -1, 0, 0)),
                value("more units than any line has", () -> new Progress(0, 0, 0, 0, 0, 0, Limits.UNITS + 1, 0)),
                value("an imported capture of nothing", () -> new ImportedCapture("c1", null, BigDecimal.ZERO, NOW)),
                value(
                        "a total below nothing",
                        () -> Imports.imported(order().line(1, "1")).stating("-", "-", "-", "-", "-", "-1", "-")));
    }

    private static Arguments value(String what, ThrowingCallable made) {
        return Arguments.of(what, made);
    }

    private static Orders many() {
        Orders order = order();
        for (int line = 0; line <= Limits.LINES; line++) {
            order.line(1, "1");
        }
        return order;
    }

    private static RequestRefund refund(List<Allocation> allocations, BigDecimal adjustment) {
        return new RequestRefund("r1", RefundKind.GRANT, allocations, List.of(), BigDecimal.ZERO, adjustment, "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void a_value_that_no_command_can_have_cannot_be_made(String what, ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("limits");
    }
}
