package io.orderstream.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MoneyTests {

    private final JsonMapper json = JsonMapper.shared();

    @ParameterizedTest
    @CsvSource({"JPY,1234,1234", "USD,12.34,1234", "BHD,1.234,1234", "EUR,-0.05,-5"})
    void an_amount_has_the_decimals_of_its_currency(String currency, String amount, long minor) {
        assertThat(Money.of(amount, currency).minor()).isEqualTo(minor);
        assertThat(new Money(minor, currency).amount()).isEqualTo(amount);
    }

    @Test
    void its_json_form_names_amount_and_currency() {
        assertThat(json.writeValueAsString(new Money(1230, "EUR")))
                .isEqualTo("{\"amount\":\"12.30\",\"currency\":\"EUR\"}");
    }

    @Test
    void its_json_form_reads_back_equal() {
        Money money = new Money(-1234, "BHD");

        assertThat(json.readValue(json.writeValueAsString(money), Money.class)).isEqualTo(money);
    }

    @Test
    void more_decimals_than_the_currency_has_are_refused() {
        assertThatThrownBy(() -> Money.of("1.005", "EUR")).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"XAU", "XTS", "ABC", "eur"})
    void what_is_no_currency_with_minor_units_is_refused(String code) {
        assertThat(Money.isCurrency(code)).isFalse();
        assertThatThrownBy(() -> Money.zero(code)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_overflow_is_an_error() {
        Money most = new Money(Long.MAX_VALUE, "EUR");

        assertThatThrownBy(() -> most.plus(new Money(1, "EUR"))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void amounts_of_two_currencies_never_meet() {
        assertThatThrownBy(() -> Money.zero("EUR").plus(Money.zero("USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
