package io.orderstream.local.eventstore.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamRulesTests {

    @Test
    void the_stricter_of_count_and_truncation_holds() {
        StreamRules rules = parse("{\"$maxCount\":3,\"$tb\":2}");
        assertThat(rules.firstRevision(9)).isEqualTo(7);
        assertThat(rules.firstRevision(3)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "not json", "[1]", "null", "{\"$maxCount\":\"3\"}", "{\"$maxCount\":-1}", "{\"$tb\":1e99}"})
    void metadata_that_cannot_be_understood_sets_no_rules(String metadata) {
        assertThat(parse(metadata)).isEqualTo(StreamRules.NONE);
    }

    @Test
    void a_new_truncation_keeps_everything_else() {
        byte[] changed = StreamRules.withTruncateBefore(bytes("{\"$maxCount\":3,\"own\":[1],\"$tb\":1}"), 5);
        assertThat(new String(changed, StandardCharsets.UTF_8)).isEqualTo("{\"$maxCount\":3,\"own\":[1],\"$tb\":5}");
    }

    @Test
    void the_highest_truncation_means_deleted() {
        assertThat(parse("{\"$tb\":9223372036854775807}").softDeleted()).isTrue();
        assertThat(parse("{\"$tb\":9223372036854775806}").softDeleted()).isFalse();
    }

    private static StreamRules parse(String metadata) {
        return StreamRules.parse(bytes(metadata));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
