package io.orderstream.command.order;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the write API as OpenAPI, with what the headers and problems of all endpoints have in common. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CommandHeaders.class);
        return new OpenAPI()
                .info(new Info()
                        .title("Orderstream: writing")
                        .version("v1")
                        .description("Commands of orders. An answer means that what it says is stored durably."));
    }

    @Bean
    OperationCustomizer whatAllCommandsShare() {
        return (operation, method) ->
                method.getBeanType() == ImportController.class ? describeImport(operation) : describe(operation);
    }

    private static Operation describe(Operation operation) {
        operation
                .addParametersItem(header("Idempotency-Key", "the same key with the same request is done once"))
                .addParametersItem(header("If-Match", "the ETag that the client saw; 412 if the order changed since"))
                .addParametersItem(header("X-Correlation-Id", "kept with the events"));
        operation
                .getResponses()
                .values()
                .forEach(success -> success.addHeaderObject("ETag", answered("the order's revision"))
                        .addHeaderObject("Consistency-Token", answered("for reads that must show what this did")));
        return withProblems(operation);
    }

    /** Of what commands share, an import has what is about the request as a whole. */
    private static Operation describeImport(Operation operation) {
        operation.addParametersItem(header("X-Correlation-Id", "kept with the events"));
        return withProblems(operation);
    }

    private static Operation withProblems(Operation operation) {
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

    private static HeaderParameter header(String name, String description) {
        HeaderParameter header = new HeaderParameter();
        header.name(name).description(description).schema(new StringSchema());
        return header;
    }

    private static Header answered(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("pointer", new StringSchema().format("json-pointer"))
                                        .addProperty("detail", new StringSchema()))
                                .description("which values, where it is about values"));
    }
}
