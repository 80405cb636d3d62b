package io.orderstream.cli.demo;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Where the units of one order are, kept by the demo itself from what is done to it. All lines are to be shipped. */
final class Goods {

    private final long[] active;
    private final long[] shipped;
    private final long[] delivered;
    private final Map<String, List<Item>> setAside = new LinkedHashMap<>();
    private final Map<String, List<Item>> toReceive = new LinkedHashMap<>();
    private final Set<String> holds = new HashSet<>();
    private final Map<Integer, Long> deliveries = new TreeMap<>();
    private boolean confirmed;
    private boolean completed;
    private boolean cancelled;

    Goods(Collection<Long> ordered) {
        this.active = ordered.stream().mapToLong(Long::longValue).toArray();
        this.shipped = new long[active.length];
        this.delivered = new long[active.length];
    }

    void confirm() {
        confirmed = true;
    }

    void complete() {
        completed = true;
    }

    /** Takes off all units, with those that were set aside. */
    void cancelAll() {
        cancelled = true;
        setAside.clear();
        IntStream.range(0, active.length).forEach(line -> active[line] = 0);
    }

    void cancel(int line, long units) {
        active[line] -= units;
    }

    void hold(String hold) {
        holds.add(hold);
    }

    void release(String hold) {
        holds.remove(hold);
    }

    void allocate(String fulfillment, List<Item> items) {
        setAside.put(fulfillment, items);
    }

    void cancelFulfillment(String fulfillment) {
        setAside.remove(fulfillment);
    }

    /** The fulfilments of which anything waits to be shipped. */
    Set<String> openFulfillments() {
        return setAside.keySet();
    }

    /** Ships these units of a fulfilment, or all that are left if there are none. */
    void ship(String fulfillment, List<Item> items) {
        var left = setAside.remove(fulfillment);
        var leaving = items.isEmpty() ? left : items;
        leaving.forEach(item -> shipped[item.line()] += item.quantity());
        var staying = less(left, leaving);
        if (!staying.isEmpty()) {
            setAside.put(fulfillment, staying);
        }
    }

    void deliver(LocalDate day, List<Item> items) {
        items.forEach(item -> delivered[item.line()] += item.quantity());
        deliveries.merge(day.getYear(), 1L, Long::sum);
    }

    void requestReturn(String name, List<Item> items) {
        toReceive.put(name, items);
    }

    /** A return that is declined or cancelled. */
    void endReturn(String name) {
        toReceive.remove(name);
    }

    void receive(String name, List<Item> items) {
        toReceive.computeIfPresent(name, (same, asked) -> less(asked, items));
    }

    Map<Integer, Long> deliveries() {
        return Map.copyOf(deliveries);
    }

    /** The units that wait, by what they wait for. */
    Map<String, Long> work() {
        var allocated = units(setAside);
        var waiting = sum(active) - sum(shipped) - allocated;
        var work = new TreeMap<String, Long>();
        work.put(!confirmed ? "TO_CONFIRM" : holds.isEmpty() ? "TO_ALLOCATE" : "ON_HOLD", waiting);
        work.put("TO_SHIP", allocated);
        work.put("IN_TRANSIT", sum(shipped) - sum(delivered));
        work.put("TO_RECEIVE", units(toReceive));
        work.values().removeIf(units -> units == 0);
        return work;
    }

    /** In which steps of the funnel the order counts. */
    Tally funnel() {
        var goesOn = confirmed && !cancelled;
        return Tally.of("placed", 1)
                .plus(Tally.of("confirmed", one(goesOn)))
                .plus(Tally.of("shipped", one(goesOn && isEverywhere(shipped))))
                .plus(Tally.of("delivered", one(goesOn && isEverywhere(delivered))))
                .plus(Tally.of("completed", one(completed)))
                .plus(Tally.of("cancelled", one(cancelled)));
    }

    private boolean isEverywhere(long[] units) {
        return IntStream.range(0, active.length).allMatch(line -> active[line] == 0 || units[line] == active[line]);
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }

    private static long units(Map<String, List<Item>> lists) {
        return lists.values().stream()
                .flatMap(List::stream)
                .mapToLong(Item::quantity)
                .sum();
    }

    private static long sum(long[] units) {
        return IntStream.range(0, units.length).mapToLong(line -> units[line]).sum();
    }

    private static List<Item> less(List<Item> items, List<Item> gone) {
        return items.stream()
                .map(item -> new Item(
                        item.line(),
                        item.quantity()
                                - gone.stream()
                                        .filter(each -> each.line() == item.line())
                                        .mapToLong(Item::quantity)
                                        .sum()))
                .filter(item -> item.quantity() > 0)
                .toList();
    }
}
