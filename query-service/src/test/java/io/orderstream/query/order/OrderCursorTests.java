package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCursorTests {

    private static final String ID = "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11";

    @Test
    void a_cursor_comes_back_as_it_was() {
        var cursor = new OrderCursor(Instant.parse("2026-03-01T09:30:00.123Z"), ID);

        assertThat(OrderCursor.decode(cursor.encode())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1.5",
                "1.x." + ID,
                "1.5.not-an-id",
                "1.5.1-1-1-1-1",
                "2.5." + ID,
                "1.05." + ID,
                "1.5." + ID + ".more"
            })
    void nothing_else_is_a_cursor(String plain) {
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));

        assertThatIllegalArgumentException().isThrownBy(() -> OrderCursor.decode(text));
    }

    @Test
    void text_that_is_not_encoded_is_no_cursor() {
        assertThatIllegalArgumentException().isThrownBy(() -> OrderCursor.decode("§$%&"));
    }
}
