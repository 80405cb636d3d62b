package io.orderstream.events.contract;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import io.orderstream.events.Money;
import io.orderstream.events.domain.DomainEventTypes;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas (2020-12) made from the records: what is not {@code @Nullable} is required. */
final class GeneratedSchemas {

    private final SchemaGenerator generator;

    GeneratedSchemas() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule())
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS);
        config.forFields().withRequiredCheck(field -> !isNullable(field));
        config.forTypesInGeneral().withCustomDefinitionProvider(GeneratedSchemas::money);
        this.generator = new SchemaGenerator(config.build());
    }

    ObjectNode schemaOf(String name, Class<?> payload) {
        String type = ContractFiles.typeOf(name);
        ObjectNode generated = generator.generateSchema(payload);
        ObjectNode schema = generated.objectNode();
        schema.set("$schema", generated.remove("$schema"));
        schema.put("$id", DomainEventTypes.schemaOf(type));
        schema.put("title", type);
        return schema.setAll(generated);
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable CustomDefinition money(ResolvedType type, SchemaGenerationContext context) {
        if (type.getErasedType() != (Type) Money.class) {
            return null;
        }
        ObjectNode money = context.getGeneratorConfig().createObjectNode();
        money.put("type", "object");
        money.put("description", "An amount with exactly the decimals that ISO 4217 gives its currency.");
        ObjectNode properties = money.putObject("properties");
        properties.putObject("amount").put("type", "string").put("pattern", "^-?[0-9]+(\\.[0-9]+)?$");
        properties.putObject("currency").put("type", "string").put("pattern", "^[A-Z]{3}$");
        money.putArray("required").add("amount").add("currency");
        return new CustomDefinition(money);
    }
}
