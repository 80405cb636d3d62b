package io.orderstream.query;

import io.orderstream.query.consistency.ConsistencyToken;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** Describes the read API as OpenAPI, with what the headers and problems of all reads have in common. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ConsistencyToken.class);
        return new OpenAPI()
                .info(new Info()
                        .title("Orderstream: reading")
                        .version("v1")
                        .description("Orders and figures from the read models, which follow what was recorded."));
    }

    @Bean
    OperationCustomizer whatAllReadsShare() {
        return (operation, method) -> describe(operation, isStreamed(method));
    }

    private static boolean isStreamed(HandlerMethod method) {
        GetMapping mapping = method.getMethodAnnotation(GetMapping.class);
        return mapping != null && Stream.of(mapping.produces()).anyMatch(type -> type.startsWith("text/"));
    }

    /** Query parameters come as one map, whose content the controllers describe one by one. */
    private static Operation describe(Operation operation, boolean streamed) {
        operation.getParameters().removeIf(parameter -> parameter.getName().equals("parameters"));
        operation.addParametersItem(header("Consistency-Token", "what a write answered; the read shows at least that"));
        if (!streamed) {
            describeEntityTag(operation);
        }
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("a problem document (RFC 9457) with a stable type")
                                .content(new Content()
                                        .addMediaType("application/problem+json", new MediaType().schema(problem()))));
        return operation;
    }

    private static void describeEntityTag(Operation operation) {
        operation.addParametersItem(header("If-None-Match", "the ETag that the client saw; 304 if nothing changed"));
        operation
                .getResponses()
                .values()
                .forEach(success -> success.addHeaderObject(
                        "ETag",
                        new Header().description("changes with the answer").schema(new StringSchema())));
    }

    private static HeaderParameter header(String name, String description) {
        HeaderParameter header = new HeaderParameter();
        header.name(name).description(description).schema(new StringSchema());
        return header;
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema());
    }
}
