package io.orderstream.command;

import io.orderstream.command.Api.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * An endpoint that changes an order, with a request to it that records something.
 *
 * @param template its path as it is declared
 * @param before what has to happen to a new order first
 * @param request what is asked for then
 */
record Endpoint(String template, List<Request> before, Request request) {

    private static final String LINE = "6e0c6a5e-0000-4000-8000-000000000001";
    private static final String PART = "6e0c6a5e-0000-4000-8000-000000000002";
    private static final String CAPTURE = "6e0c6a5e-0000-4000-8000-000000000003";

    private static final String PLACE = """
            {"currency":"EUR","lines":[{"lineId":"%s","sku":"A","quantity":4,"unitPrice":"10.00"}]}""".formatted(LINE);

    private static final String ITEMS = """
            "items":[{"lineId":"%s","quantity":2}]""".formatted(LINE);

    private static final Request CONFIRM = new Request("/confirm", "");
    private static final Request HOLD = new Request("/holds", """
            {"holdId":"%s","type":"FRAUD","reason":"looks odd"}""".formatted(PART));
    private static final Request AUTHORIZE = new Request("/payments", """
            {"paymentId":"%s","reference":"pi_1","amount":"40.00"}""".formatted(PART));
    private static final Request CAPTURE_ALL = new Request("/payments/" + PART + "/captures", """
            {"captureId":"%s","amount":"40.00"}""".formatted(CAPTURE));
    private static final Request REFUND = new Request("/refunds", """
            {"refundId":"%s","kind":"GRANT","allocations":[{"paymentId":"%s","amount":"11.00"}],
             "lines":[{"lineId":"%s","quantity":1}],"adjustment":"1.00","reason":"late"}""".formatted(PART, PART, LINE));
    private static final Request ALLOCATE =
            new Request("/fulfillments", """
            {"fulfillmentId":"%s","location":"berlin",%s}""".formatted(PART, ITEMS.replace(":2", ":4")));
    private static final Request SHIP = new Request("/fulfillments/" + PART + "/ship", """
            {"parcels":[{"carrier":"DHL","tracking":"1"}]}""");
    private static final Request DELIVER = new Request("/fulfillments/" + PART + "/deliver", "{}");
    private static final Request RETURN = new Request("/returns", """
            {"returnId":"%s",%s}""".formatted(PART, ITEMS));
    private static final Request APPROVE = new Request("/returns/" + PART + "/approve", "");

    static final List<Endpoint> ALL = List.of(
            of("/confirm", List.of(), CONFIRM),
            of("/complete", List.of(CONFIRM, AUTHORIZE, CAPTURE_ALL, ALLOCATE, SHIP, DELIVER), "/complete", ""),
            of("/cancel", List.of(), "/cancel", "{\"reason\":\"mistake\"}"),
            of("/cancel-lines", List.of(), "/cancel-lines", "{" + ITEMS + "}"),
            of("/holds", List.of(), HOLD),
            of("/holds/{holdId}/release", List.of(HOLD), "/holds/" + PART + "/release", ""),
            of("/shipping-address", List.of(), "/shipping-address", """
                    {"name":"Ada","lines":["1 Main St"],"city":"Berlin","country":"DE"}"""),
            of("/notes", List.of(), "/notes", "{\"text\":\"rings twice\"}"),
            of("/payments", List.of(), AUTHORIZE),
            of("/payments/{paymentId}/captures", List.of(AUTHORIZE), CAPTURE_ALL),
            of("/payments/{paymentId}/void", List.of(AUTHORIZE), "/payments/" + PART + "/void", ""),
            of("/refunds", List.of(AUTHORIZE, CAPTURE_ALL), REFUND),
            of(
                    "/refunds/{refundId}/result",
                    List.of(AUTHORIZE, CAPTURE_ALL, REFUND),
                    "/refunds/" + PART + "/result",
                    "{\"result\":\"SUCCEEDED\"}"),
            of("/fulfillments", List.of(CONFIRM), ALLOCATE),
            of("/fulfillments/{fulfillmentId}/ship", List.of(CONFIRM, ALLOCATE), SHIP),
            of("/fulfillments/{fulfillmentId}/deliver", List.of(CONFIRM, ALLOCATE, SHIP), DELIVER),
            of(
                    "/fulfillments/{fulfillmentId}/cancel",
                    List.of(CONFIRM, ALLOCATE),
                    "/fulfillments/" + PART + "/cancel",
                    ""),
            of("/returns", List.of(CONFIRM, ALLOCATE, SHIP), RETURN),
            of("/returns/{returnId}/approve", List.of(CONFIRM, ALLOCATE, SHIP, RETURN), APPROVE),
            of(
                    "/returns/{returnId}/decline",
                    List.of(CONFIRM, ALLOCATE, SHIP, RETURN),
                    "/returns/" + PART + "/decline",
                    "{\"reason\":\"too late\"}"),
            of(
                    "/returns/{returnId}/cancel",
                    List.of(CONFIRM, ALLOCATE, SHIP, RETURN),
                    "/returns/" + PART + "/cancel",
                    ""),
            of(
                    "/returns/{returnId}/receive",
                    List.of(CONFIRM, ALLOCATE, SHIP, RETURN, APPROVE),
                    "/returns/" + PART + "/receive",
                    """
                    {"items":[{"lineId":"%s","quantity":1,"disposition":"RESTOCK"},
                              {"lineId":"%s","quantity":1,"disposition":"WRITE_OFF"}],
                     "fees":[{"code":"RESTOCKING","amount":"1.50"}]}""".formatted(LINE, LINE)));

    /** The one that makes an order; it needs none before. */
    static final Endpoint PLACING = new Endpoint("/v1/orders", List.of(), new Request("", PLACE));

    /** A request; {@code path} follows the order's. */
    record Request(String path, String body) {

        Answer send(Api api, String orderId, String... headers) {
            return api.post("/v1/orders/" + orderId + path, body, headers);
        }
    }

    private static Endpoint of(String template, List<Request> before, Request request) {
        return new Endpoint("/v1/orders/{orderId}" + template, before, request);
    }

    private static Endpoint of(String template, List<Request> before, String path, String body) {
        return of(template, before, new Request(path, body));
    }

    boolean isPlacing() {
        return template.equals(PLACING.template);
    }

    /** The status of its answer when it is done. */
    int success() {
        return isPlacing() ? 201 : 200;
    }

    /** The same request with another body. */
    Endpoint with(String body) {
        return new Endpoint(template, before, new Request(request.path(), body));
    }

    /** Where the request is made, to an order that was prepared for it. */
    String path(String orderId) {
        return isPlacing() ? template : "/v1/orders/" + orderId + request.path();
    }

    Answer send(Api api, String orderId, String... headers) {
        return api.post(path(orderId), request.body(), headers);
    }

    boolean hasBody() {
        return !request.body().isEmpty();
    }

    /** An order to which the request can be made. */
    String prepare(Api api) {
        if (isPlacing()) {
            return "";
        }
        String orderId = api.post("/v1/orders", PLACE).orderId();
        List<String> refused = new ArrayList<>();
        for (Request each : before) {
            Answer answer = each.send(api, orderId);
            if (answer.status() != 200) {
                refused.add(each + " " + answer.response().body());
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.toString());
        }
        return orderId;
    }

    @Override
    public String toString() {
        return template;
    }
}
