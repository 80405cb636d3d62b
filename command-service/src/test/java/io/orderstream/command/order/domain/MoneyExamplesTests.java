package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.FulfillmentRulesTests.ship;
import static io.orderstream.command.order.domain.Orders.lineOf;
import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.RefundCommand.Allocation;
import io.orderstream.command.order.domain.RefundCommand.RecordRefundResult;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.command.order.domain.ReturnCommand.ApproveReturn;
import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import io.orderstream.command.order.domain.ReturnCommand.Fee;
import io.orderstream.command.order.domain.ReturnCommand.ReceiveReturn;
import io.orderstream.command.order.domain.ReturnCommand.ReceivedItem;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestedItem;
import io.orderstream.events.Money;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.Totals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code against the examples of docs/money.md. */
class MoneyExamplesTests {

    private static final PlaceOrder PLACE =
            order().line(3, "3.3333").shipping("5.00").place();
    private static final CancelLines CANCEL_ONE = new CancelLines(List.of(new Item("l1", 1)), "");

    static List<List<String>> lines() {
        return tables().get(0);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void a_line_is_worth_what_the_example_says(List<String> example) {
        Orders order = order().in(example.get(0))
                .policy(
                        Rounding.valueOf(example.get(1)),
                        TaxLevel.valueOf(example.get(2)),
                        example.get(3).equals("with tax"))
                .line(lineOf(
                        "l1",
                        Long.parseLong(example.get(4)),
                        example.get(5),
                        example.get(6),
                        example.get(7).split(" ")));

        LineAmounts amounts = OrderPricing.price(order.place()).lines().get(0);

        assertThat(Stream.of(amounts.gross(), amounts.discount(), amounts.net())
                        .map(minor -> new Money(minor, example.get(0)).amount()))
                .isEqualTo(example.subList(8, 11));
        assertThat(amounts.taxes().stream()
                        .map(minor -> new Money(minor, example.get(0)).amount())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(example.get(11));
    }

    @Test
    void steps_are_worth_what_the_example_says() {
        Scenario order = given(PLACE).and(paid());
        List<List<String>> told = new ArrayList<>();
        long before = 0;
        int grants = 0;
        for (List<String> example : tables().get(1)) {
            grants += example.get(0).equals("grant 1") ? 1 : 0;
            OrderCommand command = switch (example.get(0)) {
                case "cancel 1" -> CANCEL_ONE;
                case "grant 1" -> grant("r" + grants, example.get(1), List.of(new Item("l1", 1)), "0");
                default -> new RecordRefundResult("r" + grants, RefundResult.FAILED, "");
            };
            order = order.and(command);
            long taken = order.line("l1").taken().net();
            told.add(List.of(example.get(0), eur(taken - before), eur(taken)));
            before = taken;
        }

        assertThat(told).isEqualTo(tables().get(1));
    }

    @Test
    void totals_are_what_the_example_says() {
        Map<String, List<OrderCommand>> steps = Map.of(
                "placed", List.of(PLACE, new ConfirmOrder()),
                "15.00 captured", List.of(paid()),
                "one unit cancelled", List.of(CANCEL_ONE),
                "3.33 being settled", List.of(settle("r1", "3.33")),
                "settled", List.of(new RecordRefundResult("r1", RefundResult.SUCCEEDED, "")),
                "two units shipped, one returned, fee 0.50", returned(),
                "2.84 being settled", List.of(settle("r2", "2.84")),
                "settled again", List.of(new RecordRefundResult("r2", RefundResult.SUCCEEDED, "")),
                "1.00 being granted", List.of(grant("r3", "1.00", List.of(), "1.00")),
                "the grant failed", List.of(new RecordRefundResult("r3", RefundResult.FAILED, "")));
        Scenario order = given();
        List<List<String>> told = new ArrayList<>();
        for (List<String> example : tables().get(2)) {
            order = order.and(steps.get(example.get(0)).toArray(OrderCommand[]::new));
            Totals totals = order.existing().totals();
            told.add(Stream.concat(
                            Stream.of(example.get(0)),
                            Stream.of(
                                            totals.grand(),
                                            totals.credits(),
                                            totals.net(),
                                            totals.captured(),
                                            totals.refunded(),
                                            totals.pendingRefunds(),
                                            totals.balance())
                                    .map(MoneyExamplesTests::eur))
                    .toList());
        }

        assertThat(told).isEqualTo(tables().get(2));
    }

    private static OrderCommand[] paid() {
        return new OrderCommand[] {
            new RecordAuthorization("p1", "ref-1", new BigDecimal("15.00")),
            new RecordCapture("p1", "c1", null, new BigDecimal("15.00"))
        };
    }

    private static List<OrderCommand> returned() {
        return List.of(
                FulfillmentRulesTests.allocate("f1", 2),
                ship("f1"),
                new RequestReturn("t1", List.of(new RequestedItem("l1", 1, "")), Orders.NOW),
                new ApproveReturn("t1"),
                new ReceiveReturn(
                        "t1",
                        List.of(new ReceivedItem("l1", 1, Disposition.RESTOCK)),
                        List.of(new Fee("RESTOCKING", new BigDecimal("0.50")))));
    }

    private static RequestRefund settle(String refundId, String amount) {
        return refund(refundId, RefundKind.SETTLE, amount, List.of(), "0");
    }

    private static RequestRefund grant(String refundId, String amount, List<Item> lines, String adjustment) {
        return refund(refundId, RefundKind.GRANT, amount, lines, adjustment);
    }

    private static RequestRefund refund(
            String refundId, RefundKind kind, String amount, List<Item> lines, String adjustment) {
        return new RequestRefund(
                refundId,
                kind,
                List.of(new Allocation("p1", new BigDecimal(amount))),
                lines,
                BigDecimal.ZERO,
                new BigDecimal(adjustment),
                "");
    }

    private static String eur(long minor) {
        return new Money(minor, "EUR").amount();
    }

    /** The cells of each table, without its head. */
    private static List<List<List<String>>> tables() {
        List<List<List<String>>> tables = new ArrayList<>();
        for (String block : read(Path.of("..", "docs", "money.md")).split("\n\n")) {
            if (block.startsWith("|")) {
                tables.add(block.lines()
                        .skip(2)
                        .map(row -> Arrays.stream(row.substring(1).split("\\|"))
                                .map(String::strip)
                                .toList())
                        .toList());
            }
        }
        return tables;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
