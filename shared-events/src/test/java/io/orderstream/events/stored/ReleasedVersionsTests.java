package io.orderstream.events.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was released of a stored event stays as it is: logs hold it for ever. */
class ReleasedVersionsTests {

    /** The fields of what is current, by the name of its baseline. */
    private static final Map<String, List<String>> CURRENT = current();

    private static Map<String, List<String>> current() {
        Map<String, List<String>> current = new LinkedHashMap<>();
        for (EventType type : OrderEventTypes.TYPES) {
            current.put(
                    type.name() + ".v" + type.version(),
                    StoredShape.of(type.payload().asSubclass(Record.class)));
        }
        current.put("metadata", StoredShape.of(EventMetadata.class));
        return current;
    }

    static Stream<String> currentVersions() {
        return CURRENT.keySet().stream();
    }

    static Stream<Baseline> released() {
        return Baseline.all().stream();
    }

    @ParameterizedTest
    @MethodSource("currentVersions")
    void the_current_version_has_the_fields_and_samples_it_was_released_with(String name) {
        List<String> now = CURRENT.get(name);

        assertThat(Baseline.of(name, now).changes(now, Baseline.digests(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("released")
    void the_samples_of_every_version_are_those_it_was_released_with(Baseline baseline) {
        assertThat(baseline.changes(Baseline.digests(baseline.name()))).isEmpty();
    }

    @Test
    void every_version_up_to_the_current_one_was_released_and_nothing_else() {
        List<String> expected = new ArrayList<>(List.of("metadata"));
        for (EventType type : OrderEventTypes.TYPES) {
            for (int version = 1; version <= type.version(); version++) {
                expected.add(type.name() + ".v" + version);
            }
        }

        assertThat(released().map(Baseline::name)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void every_sample_is_one_of_a_released_version() {
        assertThat(Baseline.sampleNames())
                .containsExactlyInAnyOrderElementsOf(released()
                        .flatMap(baseline -> baseline.samples().keySet().stream())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("released")
    void a_filled_sample_has_every_field_and_a_least_one_just_what_is_required(Baseline baseline) {
        List<String> maps = baseline.fields().stream()
                .filter(field -> field.contains(": map"))
                .map(StoredShape::pathOf)
                .toList();
        List<String> optional = baseline.fields().stream()
                .filter(StoredShape::isOptional)
                .map(StoredShape::pathOf)
                .toList();
        List<String> all = baseline.fields().stream().map(StoredShape::pathOf).toList();
        List<String> required = all.stream()
                .filter(path ->
                        optional.stream().noneMatch(absent -> path.equals(absent) || path.startsWith(absent + ".")))
                .toList();

        assertThat(StoredShape.pathsIn(Baseline.sample(baseline.name()), maps)).hasSameElementsAs(all);
        assertThat(StoredShape.pathsIn(Baseline.sample(baseline.name() + ".least"), maps))
                .hasSameElementsAs(required);
    }

    @Test
    void a_field_that_is_added_is_a_change_even_if_it_is_optional() {
        Baseline before = new Baseline("made-up.v1", Map.of(), StoredShape.of(Before.class));

        assertThat(before.changes(StoredShape.of(Added.class), Map.of()))
                .containsExactly(
                        "made-up.v1 now has 'parts[].more: text?': it was released and stands in logs for ever."
                                + " Raise the version in OrderEventTypes, add an Upcaster and approve a new sample.");
    }

    @Test
    void a_field_that_is_gone_or_has_another_type_or_is_required_now_is_a_change() {
        Baseline before = new Baseline("made-up.v1", Map.of(), StoredShape.of(Before.class));

        assertThat(before.changes(StoredShape.of(Gone.class), Map.of()))
                .satisfiesExactlyInAnyOrder(
                        change -> assertThat(change).startsWith("made-up.v1 has no longer 'parts[].name: text':"),
                        change -> assertThat(change).startsWith("made-up.v1 has no longer 'count: integer?':"),
                        change -> assertThat(change).startsWith("made-up.v1 now has 'count: integer':"));
    }

    @Test
    void a_sample_that_is_edited_or_removed_is_a_change() {
        Baseline before = new Baseline("made-up.v1", Map.of("made-up.v1", "abc", "made-up.v1.least", "def"), List.of());

        assertThat(before.changes(Map.of("made-up.v1", "xyz")))
                .satisfiesExactlyInAnyOrder(
                        change -> assertThat(change).startsWith("made-up.v1 has another sample made-up.v1 (xyz):"),
                        change -> assertThat(change)
                                .startsWith("made-up.v1 has another sample made-up.v1.least (null):"));
    }

    record Before(@Nullable Long count, List<BeforePart> parts) {}

    record BeforePart(String name) {}

    record Added(@Nullable Long count, List<AddedPart> parts) {}

    record AddedPart(String name, @Nullable String more) {}

    record Gone(long count, List<GonePart> parts) {}

    record GonePart() {}
}
