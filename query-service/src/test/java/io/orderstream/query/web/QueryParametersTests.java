package io.orderstream.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.MultiValueMap;

class QueryParametersTests {

    @Test
    void a_parameter_that_nobody_asked_for_is_refused_by_name() {
        var parameters = given("customer", "c1");
        parameters.text("customerId");

        refused(parameters::refuseOthers, "customer");
    }

    @Test
    void a_parameter_that_was_not_given_is_absent() {
        assertThat(given("a", "b").text("customerId")).isNull();
    }

    @Test
    void a_parameter_given_twice_is_refused() {
        var parameters = new QueryParameters(MultiValueMap.fromMultiValue(Map.of("number", List.of("1", "2"))));

        refused(() -> parameters.text("number"), "number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "201", "-1", "1.5", "ten", "99999999999"})
    void a_count_out_of_bounds_is_refused(String count) {
        refused(() -> given("limit", count).count("limit", 50, 200), "limit");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void the_bounds_of_a_count_are_within(int count) {
        assertThat(given("limit", Integer.toString(count)).count("limit", 50, 200))
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:30:00Z, 2026-03-01T09:30:00Z",
        "2026-03-01T09:30:00+01:00, 2026-03-01T08:30:00Z",
        "2026-03-01T09:30:00.123Z, 2026-03-01T09:30:00.123Z",
        "2026-03-01T09:30:00.123000001Z, 2026-03-01T09:30:00.124Z"
    })
    void a_time_is_read_to_the_millisecond_and_never_falls_before_what_was_given(String text, Instant time) {
        assertThat(given("placedFrom", text).time("placedFrom")).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01", "yesterday", "2026-02-30T00:00:00Z", "+10000-01-01T00:00:00Z"})
    void what_is_no_time_is_refused(String text) {
        refused(() -> given("placedFrom", text).time("placedFrom"), "placedFrom");
    }

    private static QueryParameters given(String name, String value) {
        return new QueryParameters(MultiValueMap.fromSingleValue(Map.of(name, value)));
    }

    private static void refused(Runnable read, String parameter) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(read::run)
                .satisfies(
                        refusal -> assertThat(refusal.getBody().getProperties()).containsEntry("parameter", parameter));
    }
}
