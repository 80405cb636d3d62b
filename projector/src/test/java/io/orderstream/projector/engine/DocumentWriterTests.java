package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.mapping.Field;

/** A document is written as Spring Data's converter writes it, to the byte. */
class DocumentWriterTests {

    private static final Instant AT = Instant.parse("2026-03-01T09:30:00.123456789Z");
    private static final String OBJECT_ID = "507f1f77bcf86cd799439011";

    private final PlainMongo mongo = new PlainMongo("mongodb://localhost:1");
    private final MongoConverter converter = mongo.operations().getConverter();
    private final DocumentWriter writer = new DocumentWriter(converter);

    private record Plain(
            long count,
            String id,
            int number,
            boolean open,
            @Nullable String text,
            @Nullable Instant at,
            @Nullable DayOfWeek day,
            List<Object> list,
            Map<String, Object> map) {}

    private record Inner(String type, String id, List<Inner> inside) {}

    private record Odd(String id, @Field("renamed") String name, double share) {}

    private record Beyond(String id, BigDecimal amount, LocalDate date, Map<DayOfWeek, Long> byDay, int[] numbers) {}

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void plain_values_and_what_is_missing() {
        assertSame(new Plain(7, "a", 3, true, "text", AT, DayOfWeek.FRIDAY, List.of(), Map.of()));
        assertSame(new Plain(-1, "", 0, false, null, null, null, List.of(), Map.of()));
    }

    @Test
    void lists_maps_and_records_within_each_other() {
        Inner inner = new Inner("t", "x", List.of(new Inner("u", "y", List.of())));
        Map<String, Object> map = new HashMap<>(Map.of("a.b", inner, "$c", List.of(inner), "d", Set.of(1L)));
        map.put("none", null);
        assertSame(new Plain(1, "a", 1, true, "", AT, null, Arrays.asList("a", null, 2L, AT, inner, map), map));
    }

    @Test
    void an_id_that_could_be_one_of_the_databases_own() {
        assertSame(new Inner("t", OBJECT_ID, List.of(new Inner("u", OBJECT_ID, List.of()))));
    }

    @Test
    void records_with_annotations_and_values_of_other_types() {
        Odd odd = new Odd("o", "name", 0.5);
        Beyond beyond =
                new Beyond("b", new BigDecimal("1.50"), LocalDate.EPOCH, Map.of(DayOfWeek.MONDAY, 1L), new int[] {1});
        assertSame(odd);
        assertSame(beyond);
        assertSame(new Plain(1, "a", 1, true, "", AT, null, List.of(odd, beyond), Map.of("odd", odd)));
    }

    @Test
    void what_is_no_record() {
        assertSame(new Document("a", 1).append("_id", "x"));
    }

    private void assertSame(Object document) {
        Document expected = new Document();
        converter.write(document, expected);

        assertThat(bytes(writer.write(document))).isEqualTo(bytes(expected));
    }

    private static RawBsonDocument bytes(Document document) {
        return new RawBsonDocument(
                document.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry()),
                new BsonDocumentCodec());
    }
}
