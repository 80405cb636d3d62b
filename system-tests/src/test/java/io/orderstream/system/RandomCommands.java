package io.orderstream.system;

import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.CancelFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.DeliverFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.ShipFulfillment;
import io.orderstream.command.order.domain.Item;
import io.orderstream.command.order.domain.MoneyPolicy;
import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.OrderCommand;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PlaceOrder;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.RefundCommand.Allocation;
import io.orderstream.command.order.domain.RefundCommand.RecordRefundResult;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.command.order.domain.ReturnCommand.ApproveReturn;
import io.orderstream.command.order.domain.ReturnCommand.CancelReturn;
import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import io.orderstream.command.order.domain.ReturnCommand.Fee;
import io.orderstream.command.order.domain.ReturnCommand.ReceiveReturn;
import io.orderstream.command.order.domain.ReturnCommand.ReceivedItem;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestedItem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Commands as a busy and careless client sends them; many are rejected. */
final class RandomCommands {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final List<PlaceOrder.TaxRate> TAXES =
            List.of(new PlaceOrder.TaxRate("VAT", null, new BigDecimal("0.19")));

    private final Random random;

    RandomCommands(Random random) {
        this.random = random;
    }

    PlaceOrder place(String orderId) {
        List<PlaceOrder.Line> lines = IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(line -> new PlaceOrder.Line(
                        "l" + line,
                        "sku-" + random.nextInt(5),
                        null,
                        1 + random.nextInt(6),
                        BigDecimal.valueOf(100 + random.nextInt(9_900), 2),
                        TAXES,
                        List.of(),
                        true,
                        Map.of()))
                .toList();
        return new PlaceOrder(
                "N-" + orderId,
                random.nextBoolean() ? "web" : "till",
                "EUR",
                "c" + random.nextInt(20),
                NOW.minus(Duration.ofHours(random.nextInt(24 * 90))),
                NOW,
                null,
                new MoneyPolicy(
                        Rounding.values()[random.nextInt(3)],
                        TaxLevel.values()[random.nextInt(2)],
                        random.nextBoolean()),
                new PlaceOrder.Party(null, null, null, null),
                lines,
                List.of(new PlaceOrder.Discount(
                        "d1", null, DiscountScope.ORDER, BigDecimal.valueOf(random.nextInt(100), 2))),
                List.of(new PlaceOrder.ShippingCharge("s1", "standard", new BigDecimal("4.90"), TAXES)),
                PlaceOrder.ExpectedTotals.NONE);
    }

    OrderCommand next() {
        String payment = "p" + random.nextInt(2);
        String refund = "r" + random.nextInt(6);
        String fulfillment = "f" + random.nextInt(4);
        Item item = new Item("l" + (1 + random.nextInt(3)), 1 + random.nextInt(3));
        String returned = "t" + random.nextInt(2) + item.lineId();
        return switch (random.nextInt(20)) {
            case 0, 1 -> new ConfirmOrder();
            case 2 -> new CancelLines(List.of(item), "");
            case 3 -> new RecordAuthorization(payment, payment, new BigDecimal("500.00"));
            case 4 -> new RecordCapture(payment, "c" + random.nextInt(9), null, amount(5_000));
            case 5, 6 -> new AllocateFulfillment(fulfillment, "berlin", List.of(item));
            case 7, 8 -> new ShipFulfillment(fulfillment, List.of(), List.of());
            case 9 -> new DeliverFulfillment(fulfillment, List.of(), NOW, NOW);
            case 10 -> new CancelFulfillment(fulfillment);
            case 11 -> new RequestReturn(returned, List.of(new RequestedItem(item.lineId(), item.quantity(), "")), NOW);
            case 12 -> new ApproveReturn(returned);
            case 13 -> random.nextInt(4) == 0 ? new CancelReturn(returned) : receive(returned, item);
            case 14 -> refund(refund, payment);
            case 15 ->
                new RecordRefundResult(refund, random.nextBoolean() ? RefundResult.SUCCEEDED : RefundResult.FAILED, "");
            case 16 -> random.nextInt(8) == 0 ? new CancelOrder("") : new ApproveReturn(returned);
            case 17 -> new ApproveReturn(returned);
            default -> receive(returned, new Item(item.lineId(), 1));
        };
    }

    private ReceiveReturn receive(String returned, Item item) {
        List<Fee> fees = random.nextBoolean() ? List.of() : List.of(new Fee("RESTOCKING", amount(50)));
        return new ReceiveReturn(
                returned, List.of(new ReceivedItem(item.lineId(), item.quantity(), Disposition.RESTOCK)), fees);
    }

    private RequestRefund refund(String refund, String payment) {
        BigDecimal amount = amount(500);
        boolean grant = random.nextBoolean();
        return new RequestRefund(
                refund,
                grant ? RefundKind.GRANT : RefundKind.SETTLE,
                List.of(new Allocation(payment, amount)),
                List.of(),
                BigDecimal.ZERO,
                grant ? amount : BigDecimal.ZERO,
                "");
    }

    private BigDecimal amount(int below) {
        return BigDecimal.valueOf(1 + random.nextInt(below), 2);
    }
}
