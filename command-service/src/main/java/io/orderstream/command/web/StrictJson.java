package io.orderstream.command.web;

import java.util.List;
import java.util.Map;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Reads requests strictly: what is not meant is refused rather than guessed. */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(new SimpleModule("strict")
                        .addDeserializer(String.class, new WholeCharacters())
                        .addAbstractTypeMapping(List.class, BoundedList.class)
                        .addAbstractTypeMapping(Map.class, BoundedMap.class))
                .withCoercionConfig(LogicalType.Integer, StrictJson::onlyItsOwnShape)
                .withCoercionConfig(LogicalType.Boolean, StrictJson::onlyItsOwnShape)
                .withCoercionConfig(LogicalType.Textual, StrictJson::onlyItsOwnShape)
                .withCoercionConfig(LogicalType.Enum, StrictJson::notEmpty)
                .withCoercionConfig(LogicalType.Float, StrictJson::notEmpty);
    }

    private static void onlyItsOwnShape(MutableCoercionConfig coercion) {
        for (CoercionInputShape shape : List.of(
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean)) {
            coercion.setCoercion(shape, CoercionAction.Fail);
        }
    }

    /** Amounts are decimals in text, but no text is no amount. */
    private static void notEmpty(MutableCoercionConfig coercion) {
        coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
