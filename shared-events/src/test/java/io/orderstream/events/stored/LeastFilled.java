package io.orderstream.events.stored;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** An event, or a part of one, without all that may be absent. */
final class LeastFilled {

    private LeastFilled() {}

    static <T extends Record> T of(T filled) {
        RecordComponent[] components = filled.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> least(component, filled))
                .toArray();
        try {
            @SuppressWarnings("unchecked")
            T least = (T) filled.getClass().getDeclaredConstructor(types).newInstance(values);
            return least;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object least(RecordComponent component, Object of) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        try {
            return least(component.getAccessor().invoke(of));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object least(Object value) {
        return switch (value) {
            case Record part -> of(part);
            case Collection<?> parts -> parts.stream().map(LeastFilled::least).toList();
            default -> value;
        };
    }
}
