package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderDocument.Discount;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

class StoredRecordTests {

    private static final StoredRecord<OrderDocument> ORDERS = new StoredRecord<>(OrderDocument.class);

    private static final StoredRecord<Discount> DISCOUNTS = new StoredRecord<>(Discount.class);

    private final MappingMongoConverter projector = projector();

    private static MappingMongoConverter projector() {
        var conversions = new MongoCustomConversions(List.of());
        var context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        var converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.preserveMapKeys(true);
        converter.afterPropertiesSet();
        return converter;
    }

    @Test
    void an_order_that_has_everything_is_read_as_the_projector_wrote_it() {
        var order = (OrderDocument) made(OrderDocument.class, "order", true);

        assertThat(ORDERS.of(written(order))).isEqualTo(order);
    }

    @Test
    void an_order_that_has_only_what_every_order_has_is_read_as_the_projector_wrote_it() {
        var order = (OrderDocument) made(OrderDocument.class, "order", false);

        assertThat(ORDERS.of(written(order))).isEqualTo(order);
    }

    @Test
    void an_id_that_the_database_keeps_as_one_of_its_own_is_read_as_the_text_it_was() {
        var discount = new Discount("507f1f77bcf86cd799439011", null, "SPREAD", 100);

        assertThat(DISCOUNTS.of(written(discount))).isEqualTo(discount);
    }

    @Test
    void fields_that_are_not_known_are_passed_over() {
        var order = (OrderDocument) made(OrderDocument.class, "order", true);
        var document = written(order).decode(new DocumentCodec()).append("later", new Document("than", List.of(1)));

        assertThat(ORDERS.of(new RawBsonDocument(document, new DocumentCodec())))
                .isEqualTo(order);
    }

    private RawBsonDocument written(Object record) {
        var document = new Document();
        projector.write(record, document);
        return new RawBsonDocument(document, new DocumentCodec());
    }

    /** A value of a type, different for each name; with everything that can be there, or without. */
    private static @Nullable Object made(Type type, String name, boolean whole) {
        if (type instanceof ParameterizedType generic) {
            var of = generic.getActualTypeArguments()[generic.getRawType() == Map.class ? 1 : 0];
            var element = whole ? List.of(made(of, name, true)) : List.of();
            return generic.getRawType() != Map.class ? element : whole ? Map.of("a.b", element.getFirst()) : Map.of();
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain, name, whole);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[name.hashCode() & 1];
        }
        return Map.of(
                        String.class,
                        name,
                        Instant.class,
                        Instant.ofEpochMilli(name.hashCode()),
                        long.class,
                        (long) name.hashCode() << 20,
                        Long.class,
                        (long) name.hashCode() << 20,
                        int.class,
                        name.hashCode(),
                        boolean.class,
                        true)
                .get(plain);
    }

    private static Object record(Class<?> type, String name, boolean whole) {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(components)
                .map(each -> whole || !isNullable(each)
                        ? made(each.getGenericType(), name + "." + each.getName(), whole)
                        : null)
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
