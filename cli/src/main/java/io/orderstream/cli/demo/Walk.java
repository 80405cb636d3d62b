package io.orderstream.cli.demo;

import static java.util.Comparator.comparing;

import io.trino.tpch.LineItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How an order of TPC-H is walked along. Its status says how far: of O (open) nothing is shipped, of P (partly shipped) some
 * lines, of F (finished) all. Lines that ship on one day are one fulfilment, and what arrives on one day is one delivery;
 * only lines with a return flag have arrived, and those with the flag R come back. What TPC-H does not tell (how it is
 * paid, what is held, cancelled, granted, declined or fails) is left to chance, which is the same in every run.
 */
final class Walk {

    private static final String SHIPPED = "F";
    private static final String RETURNED = "R";
    private static final String NOT_ARRIVED = "N";

    private final TpchOrder row;
    private final Chance chance;
    private final Ledger ledger;
    private final Goods goods;
    private final Steps steps;

    private Walk(TpchOrder row) {
        var key = row.order().orderKey();
        this.row = row;
        this.chance = new Chance(key);
        this.ledger = new Ledger(row);
        this.goods = new Goods(row.lines().stream().map(LineItem::quantity).toList());
        this.steps = new Steps(key, ledger, goods);
    }

    /** What is done with an order that is placed with this request. */
    static DemoOrder of(TpchOrder row, PlaceOrderRequest request) {
        var walk = new Walk(row);
        walk.begin(request);
        switch (row.order().orderStatus()) {
            case 'O' -> walk.open(request.party().shipping());
            case 'P', 'F' -> walk.shipped();
            default ->
                throw new IllegalArgumentException("order status " + row.order().orderStatus());
        }
        var day = LocalDate.ofEpochDay(row.order().orderDate());
        return new DemoOrder(row.order().orderKey(), day, walk.steps.all(), walk.account(day, request));
    }

    private Account account(LocalDate day, PlaceOrderRequest request) {
        var products = new TreeMap<String, Tally>();
        for (var line : lines()) {
            products.merge(request.lines().get(line).sku(), ledger.product(line), Tally::plus);
        }
        products.replaceAll((sku, product) -> product.plus(Tally.of("orders", 1)));
        return new Account(
                day,
                request.currency(),
                request.customerId(),
                ledger.sales(),
                products,
                goods.funnel(),
                goods.work(),
                goods.deliveries());
    }

    private void begin(PlaceOrderRequest request) {
        steps.place(request);
        if (chance.oneIn(10, "note")) {
            steps.note("Taken by " + row.order().clerk());
        }
    }

    private void open(PlaceOrderRequest.Address address) {
        switch (chance.of(8, "open")) {
            case 0 -> {}
            case 1 -> {
                steps.hold("hold", "ADDRESS", List.of());
                steps.changeAddress(address.withCity("Old Town"));
                steps.release("hold");
            }
            case 2 -> steps.cancel("changed my mind");
            case 3 -> {
                authorize();
                steps.confirm();
                steps.hold("hold", "PAYMENT", List.of());
            }
            case 4 -> {
                paid();
                allocate("later", lines());
                steps.cancel("takes too long");
                settle("settle");
            }
            case 5 -> {
                authorize();
                steps.confirm();
                steps.voidRest();
                steps.cancel("payment was withdrawn");
            }
            case 6 -> {
                paid();
                allocate("later", List.of(0));
            }
            default -> {
                paid();
                steps.cancelLine(0, 1);
                settle("settle");
            }
        }
    }

    private void shipped() {
        var suspicious = chance.oneIn(12, "suspicious");
        if (suspicious) {
            steps.hold("hold", "FRAUD", List.of());
        }
        authorize();
        if (suspicious) {
            steps.release("hold");
        }
        steps.confirm();
        var captureByShipment = chance.oneIn(3, "capture by shipment");
        if (!captureByShipment) {
            steps.capture("capture", ledger.grand());
        }
        cancelSomeThatAreNotShipped();
        deliverInParts(captureByShipment);
        if (captureByShipment && chance.oneIn(3, "void the rest")) {
            steps.voidRest();
        }
        grant();
        settle("settle");
        afterwards();
    }

    private void paid() {
        authorize();
        steps.confirm();
        steps.capture("capture", ledger.grand());
    }

    /** Some customers pay a third with one payment and the rest with another. */
    private void authorize() {
        var grand = ledger.grand();
        var third = grand.divide(BigDecimal.valueOf(3), grand.scale(), RoundingMode.DOWN);
        if (chance.oneIn(8, "two payments") && third.signum() > 0) {
            steps.authorize(third);
            steps.authorize(grand.subtract(third));
        } else {
            steps.authorize(grand);
        }
    }

    private void cancelSomeThatAreNotShipped() {
        for (var line : lines()) {
            var item = row.lines().get(line);
            if (!item.status().equals(SHIPPED)) {
                switch (chance.of(4, "cancel line " + line)) {
                    case 0 -> steps.cancelLine(line, item.quantity());
                    case 1 -> steps.cancelLine(line, (item.quantity() + 1) / 2);
                    default -> {}
                }
            }
        }
    }

    /** The lines that leave together; the first shipment of the order brings what shipping costs along. */
    private record Shipment(String name, int day, List<Integer> lines) {}

    private void deliverInParts(boolean captureByShipment) {
        var shipments = shipments();
        if (chance.oneIn(15, "allocate again")) {
            allocate("too-early", shipments.getFirst().lines());
            steps.cancelFulfillment("too-early");
        }
        if (chance.oneIn(12, "hold a line")) {
            steps.hold("hold-line", "MANUAL", List.of(0));
            steps.release("hold-line");
        }
        shipments.forEach(shipment -> allocate(shipment.name(), shipment.lines()));
        var happenings = new ArrayList<Happening>();
        for (var shipment : shipments) {
            happenings.add(new Happening(shipment.day(), () -> ship(shipment, captureByShipment)));
            arrivals(shipment)
                    .forEach((day, lines) ->
                            happenings.add(new Happening(day, () -> deliver(shipment.name(), day, lines))));
        }
        happenings.stream()
                .sorted(comparing(Happening::day))
                .forEach(happening -> happening.what().run());
    }

    private record Happening(int day, Runnable what) {}

    private List<Shipment> shipments() {
        return lines().stream()
                .filter(line -> row.lines().get(line).status().equals(SHIPPED))
                .collect(Collectors.groupingBy(
                        line -> row.lines().get(line).shipDate(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(day ->
                        new Shipment("shipment-" + LocalDate.ofEpochDay(day.getKey()), day.getKey(), day.getValue()))
                .toList();
    }

    private TreeMap<Integer, List<Integer>> arrivals(Shipment shipment) {
        return shipment.lines().stream()
                .filter(this::hasArrived)
                .collect(Collectors.groupingBy(
                        line -> row.lines().get(line).receiptDate(), TreeMap::new, Collectors.toList()));
    }

    private boolean hasArrived(int line) {
        return !row.lines().get(line).returnFlag().equals(NOT_ARRIVED);
    }

    private void ship(Shipment shipment, boolean capture) {
        var first = row.lines().get(shipment.lines().getFirst());
        var carrier = first.shipMode();
        if (first.quantity() > 1 && chance.oneIn(4, "two parts of " + shipment.name())) {
            var part = new Item(shipment.lines().getFirst(), first.quantity() / 2);
            steps.ship(shipment.name(), "a", carrier, List.of(part));
            steps.ship(shipment.name(), "b", carrier, List.of());
        } else {
            steps.ship(shipment.name(), "all", carrier, List.of());
        }
        if (capture) {
            var goods = shipment.lines().stream().map(ledger::worthOf).reduce(ledger.zero(), BigDecimal::add);
            var all = ledger.captured().signum() == 0 ? goods.add(shippingWithTax()) : goods;
            steps.capture("capture-" + shipment.name(), all);
        }
    }

    private BigDecimal shippingWithTax() {
        return lines().stream().map(ledger::worthOf).reduce(ledger.grand(), BigDecimal::subtract);
    }

    private void deliver(String fulfillment, int day, List<Integer> lines) {
        steps.deliver(fulfillment, LocalDate.ofEpochDay(day), whole(lines));
    }

    private void grant() {
        if (!chance.oneIn(12, "grant") || !hasArrived(0)) {
            return;
        }
        var adjustment = chance.oneIn(2, "adjustment") ? oneUnitOfMoney() : ledger.zero();
        var parts = steps.grant("grant", 0, adjustment);
        if (chance.oneIn(3, "grant fails")) {
            steps.grantFailed("grant", parts);
        } else {
            steps.refunded("grant", parts);
        }
    }

    /** Pays out what is owed; some of that fails and is done again, and some is not decided yet. */
    private void settle(String refund) {
        if (ledger.owed().signum() == 0) {
            return;
        }
        if (chance.oneIn(6, refund + " fails")) {
            steps.refundFailed(refund, steps.settle(refund, ledger.owed()));
        }
        var again = refund + "-paid";
        var parts = steps.settle(again, ledger.owed());
        if (!chance.oneIn(20, refund + " takes long")) {
            steps.refunded(again, parts);
        }
    }

    private void afterwards() {
        var early = chance.oneIn(4, "complete before returns");
        if (early && isComplete()) {
            steps.complete();
        }
        var open = takeBack(!early);
        if (!early && !open && isComplete()) {
            steps.complete();
        }
    }

    private boolean isComplete() {
        return lines().stream().allMatch(this::hasArrived) && ledger.balance().signum() == 0;
    }

    /**
     * Lines that TPC-H says were returned, all together or each by itself.
     *
     * @return whether a return stays open
     */
    private boolean takeBack(boolean mayStayOpen) {
        var returned = lines().stream()
                .filter(line -> row.lines().get(line).returnFlag().equals(RETURNED))
                .map(line -> new Item(line, unitsReturned(line)))
                .toList();
        var open = false;
        if (chance.oneIn(3, "returns by line")) {
            for (var item : returned) {
                open |= takeBack("return-" + item.line(), List.of(item), mayStayOpen);
            }
        } else if (!returned.isEmpty()) {
            open = takeBack("return", returned, mayStayOpen);
        }
        return open;
    }

    private long unitsReturned(int line) {
        var quantity = row.lines().get(line).quantity();
        return chance.oneIn(3, "part of " + line) ? (quantity + 1) / 2 : quantity;
    }

    private boolean takeBack(String name, List<Item> items, boolean mayStayOpen) {
        steps.requestReturn(name, items);
        var fate = chance.of(12, name);
        switch (fate) {
            case 0 -> steps.declineReturn(name);
            case 1 -> steps.cancelReturn(name);
            case 2 -> {
                steps.approveReturn(name);
                steps.cancelReturn(name);
            }
            case 3 -> {
                if (!mayStayOpen) {
                    steps.declineReturn(name);
                }
            }
            default -> {
                steps.approveReturn(name);
                receive(name, items);
                settle("settle-" + name);
            }
        }
        return fate == 3 && mayStayOpen;
    }

    private void receive(String name, List<Item> items) {
        var disposition = chance.oneIn(3, name + " is damaged") ? "WRITE_OFF" : "RESTOCK";
        var first = items.getFirst();
        if (first.quantity() > 1 && chance.oneIn(4, name + " in two parts")) {
            steps.receive(name, "a", List.of(new Item(first.line(), 1)), "RESTOCK", ledger.zero());
            var rest = new ArrayList<>(items);
            rest.set(0, new Item(first.line(), first.quantity() - 1));
            steps.receive(name, "b", rest, disposition, ledger.zero());
        } else {
            steps.receive(name, "all", items, disposition, fee(name, first));
        }
    }

    /** Some returns are charged for, where they are worth more than that. */
    private BigDecimal fee(String name, Item first) {
        var fee = oneUnitOfMoney();
        var worth = ledger.worthOf(first.line(), first.quantity()).min(ledger.net());
        return chance.oneIn(6, name + " is charged for") && worth.compareTo(fee) > 0 ? fee : ledger.zero();
    }

    /** One euro or dinar, and a hundred yen. */
    private BigDecimal oneUnitOfMoney() {
        var scale = ledger.zero().scale();
        return scale == 0 ? BigDecimal.valueOf(100) : BigDecimal.ONE.setScale(scale);
    }

    private void allocate(String fulfillment, List<Integer> lines) {
        var supplier = row.lines().get(lines.getFirst()).supplierKey();
        steps.allocate(fulfillment, "warehouse-" + supplier % 5, whole(lines));
    }

    private List<Item> whole(List<Integer> lines) {
        return lines.stream()
                .map(line -> new Item(line, row.lines().get(line).quantity()))
                .toList();
    }

    private List<Integer> lines() {
        return IntStream.range(0, row.lines().size()).boxed().toList();
    }
}
