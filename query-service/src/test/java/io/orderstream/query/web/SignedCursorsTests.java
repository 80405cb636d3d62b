package io.orderstream.query.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCursorsTests {

    private final SignedCursors cursors = new SignedCursors(new CursorProperties("a key that nobody knows"));

    @Test
    void a_cursor_comes_back_as_the_place_it_was_made_of() {
        assertThat(cursors.decode("list", cursors.encode("list", "5.ä"))).isEqualTo("5.ä");
    }

    @Test
    void a_cursor_does_not_depend_on_the_instance_that_made_it() {
        var other = new SignedCursors(new CursorProperties("a key that nobody knows"));

        assertThat(other.decode("list", cursors.encode("list", "5"))).isEqualTo("5");
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        assertRefused("other", cursors.encode("list", "5"));
    }

    @Test
    void a_cursor_that_was_made_with_another_key_is_refused() {
        assertRefused("list", new SignedCursors(new CursorProperties("")).encode("list", "5"));
    }

    @Test
    void a_cursor_of_which_any_byte_was_changed_is_refused() {
        byte[] bytes = Base64.getUrlDecoder().decode(cursors.encode("list", "5.id"));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertRefused("list", Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "§$%&", "NS5pZA", "AAAAAAAAAAAAAAAAAAAAAA"})
    void anything_else_is_refused(String text) {
        assertRefused("list", text);
    }

    private void assertRefused(String list, String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> cursors.decode(list, text));
    }
}
