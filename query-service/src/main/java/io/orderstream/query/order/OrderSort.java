package io.orderstream.query.order;

import io.orderstream.readmodel.order.OrderIndexes;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.domain.Sort.Direction;

/** In which order a list shows its orders; ids break ties. */
enum OrderSort {
    NEWEST("-placedAt", OrderIndexes.PLACED_AT, Direction.DESC),
    OLDEST("placedAt", OrderIndexes.PLACED_AT, Direction.ASC),
    HIGHEST("-total", OrderIndexes.TOTAL, Direction.DESC),
    LOWEST("total", OrderIndexes.TOTAL, Direction.ASC);

    static final List<String> WORDS = Stream.of(values()).map(sort -> sort.word).toList();

    private final String word;
    private final String field;
    private final Direction direction;

    OrderSort(String word, String field, Direction direction) {
        this.word = word;
        this.field = field;
        this.direction = direction;
    }

    static OrderSort of(String word) {
        return Stream.of(values())
                .filter(sort -> sort.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    String field() {
        return field;
    }

    Direction direction() {
        return direction;
    }

    boolean byTotal() {
        return field.equals(OrderIndexes.TOTAL);
    }
}
