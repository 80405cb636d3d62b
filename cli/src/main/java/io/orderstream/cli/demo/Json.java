package io.orderstream.cli.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.events.Money;
import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of requests and answers. */
final class Json {

    /** Maps are sorted, so that what is sent with a key again is the same to the byte. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static JsonNode read(byte[] text) {
        return MAPPER.readTree(text);
    }

    /** Where an order stands, as both the read API and domain events tell it. */
    static Standing standing(JsonNode lifecycle, JsonNode totals) {
        return new Standing(
                lifecycle.asString(),
                money(totals.get("grand")),
                money(totals.get("captured")),
                money(totals.get("refunded")),
                money(totals.get("balance")));
    }

    private static Money money(JsonNode amount) {
        return Money.of(amount.get("amount").asString(), amount.get("currency").asString());
    }

    /** What a refusal says of itself: the type of its problem document, or its status. */
    static String problemType(HttpResponse<String> answer) {
        return problem(answer).path("type").asString("HTTP " + answer.statusCode());
    }

    /** What a refusal says to people, with the fields that it names. */
    static String problemDetail(HttpResponse<String> answer) {
        var problem = problem(answer);
        var detail = problem.path("detail").asString(problem.path("title").asString("HTTP " + answer.statusCode()));
        return problem.has("errors") ? detail + " " + problem.get("errors") : detail;
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        try {
            return read(answer.body());
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }
}
