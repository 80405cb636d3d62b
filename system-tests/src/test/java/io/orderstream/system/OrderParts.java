package io.orderstream.system;

import io.orderstream.readmodel.order.OrderDocument;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What an order has, in terms that its state on the write side and its document share. */
final class OrderParts {

    private OrderParts() {}

    static Map<String, Object> of(OrderDocument order) {
        Map<String, Object> lines = new TreeMap<>();
        order.lines().forEach(line -> lines.put(line.lineId(), tree(line.quantities())));
        Map<String, Object> holds = new TreeMap<>();
        order.holds()
                .forEach(hold -> holds.put(
                        hold.holdId(), List.of(hold.type(), hold.lineIds(), hold.reason(), hold.releasedAt() != null)));
        Map<String, Object> payments = new TreeMap<>();
        order.payments().forEach(payment -> {
            Map<String, Object> captures = new TreeMap<>();
            payment.captures().forEach(capture -> captures.put(capture.captureId(), capture.amount()));
            payments.put(
                    payment.paymentId(),
                    List.of(
                            payment.reference(),
                            payment.authorized(),
                            captures,
                            payment.captured(),
                            payment.pendingRefunds(),
                            payment.refunded(),
                            payment.voidedAt() != null));
        });
        Map<String, Object> refunds = new TreeMap<>();
        order.refunds()
                .forEach(refund -> refunds.put(
                        refund.refundId(),
                        List.of(
                                refund.kind(),
                                tree(refund.allocations()),
                                refund.shipping(),
                                refund.adjustment(),
                                refund.status().equals("PENDING"))));
        Map<String, Object> fulfillments = new TreeMap<>();
        order.fulfillments().forEach(each -> {
            Map<String, Object> items = new TreeMap<>();
            each.items()
                    .forEach(item -> items.put(
                            item.lineId(), List.of(item.sku(), item.allocated(), item.shipped(), item.delivered())));
            fulfillments.put(each.fulfillmentId(), List.of(each.location(), items, each.cancelledAt() != null));
        });
        Map<String, Object> returns = new TreeMap<>();
        order.returns().forEach(each -> returns.put(each.returnId(), List.of(each.status(), tree(each.items()))));
        return parts(lines, holds, payments, refunds, fulfillments, returns);
    }

    /** The state is none of our types, so it is taken apart as the records that it is. */
    static Map<String, Object> ofState(Object state) {
        Map<?, ?> order = (Map<?, ?>) tree(state);
        Map<?, ?> parts = (Map<?, ?>) order.get("parts");
        Map<String, Object> lines = new TreeMap<>();
        for (Object line : (List<?>) at(order, "lines", "inOrder")) {
            lines.put((String) at(line, "lineId"), at(line, "quantities"));
        }
        return parts(
                lines,
                holds(at(parts, "holds")),
                each(parts.get("payments"), payment -> {
                    List<Object> content = values(payment, "reference", "authorized");
                    content.add(each(at(payment, "captures"), capture -> at(capture, "amount")));
                    content.addAll(values(payment, "captured", "refunding", "refunded"));
                    content.add((long) at(payment, "released") > 0);
                    return content;
                }),
                each(parts.get("refunds"), refund -> {
                    List<Object> content =
                            values(at(refund, "content"), "kind", "allocations", "shipping", "adjustment");
                    content.add(!((Map<?, ?>) refund).containsKey("result"));
                    return content;
                }),
                each(
                        parts.get("fulfillments"),
                        fulfillment -> List.of(
                                at(fulfillment, "location"),
                                each(
                                        at(fulfillment, "items"),
                                        item -> values(item, "sku", "allocated", "shipped", "delivered")),
                                ((Map<?, ?>) at(fulfillment, "items"))
                                        .values().stream().anyMatch(item -> (long) at(item, "cancelled") > 0))),
                each(parts.get("returns"), each -> List.of(status((Map<?, ?>) each), at(each, "requested"))));
    }

    private static Map<String, Object> holds(Object holds) {
        Map<?, ?> inForce = (Map<?, ?>) at(holds, "inForce");
        Map<String, Object> known = new TreeMap<>();
        ((Map<?, ?>) at(holds, "known")).forEach((id, hold) -> {
            List<Object> content = values(hold, "type", "lineIds", "reason");
            content.add(!inForce.containsKey(id));
            known.put((String) id, content);
        });
        return known;
    }

    private static Object status(Map<?, ?> returned) {
        if (returned.containsKey("how")) {
            return returned.get("how");
        }
        return returned.containsKey("expected") ? "APPROVED" : "REQUESTED";
    }

    private static Map<String, Object> parts(
            Object lines, Object holds, Object payments, Object refunds, Object fulfillments, Object returns) {
        return Map.of(
                "lines", lines,
                "holds", holds,
                "payments", payments,
                "refunds", refunds,
                "fulfillments", fulfillments,
                "returns", returns);
    }

    private static Map<String, Object> each(Object map, Function<Object, Object> part) {
        Map<String, Object> parts = new TreeMap<>();
        ((Map<?, ?>) map).forEach((id, value) -> parts.put((String) id, part.apply(value)));
        return parts;
    }

    private static List<Object> values(Object record, String... names) {
        List<Object> values = new ArrayList<>();
        for (String name : names) {
            values.add(at(record, name));
        }
        return values;
    }

    private static Object at(Object tree, String... path) {
        Object found = tree;
        for (String name : path) {
            found = ((Map<?, ?>) found).get(name);
        }
        return found;
    }

    /** Records as maps, collections as lists, names instead of constants. */
    private static Object tree(Object value) {
        if (value instanceof Record) {
            Map<String, Object> fields = new TreeMap<>();
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object part = read(component, value);
                if (part != null) {
                    fields.put(component.getName(), tree(part));
                }
            }
            return fields;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new TreeMap<>();
            map.forEach((key, part) -> entries.put(String.valueOf(key), tree(part)));
            return entries;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> items = new ArrayList<>();
            collection.forEach(item -> items.add(tree(item)));
            return items;
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static Object read(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
