package io.orderstream.command.order;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts examples of the bodies into the description: those of the API's documentation, with ids. They are about one order,
 * the one that the example of placing makes, and name its parts by the same ids everywhere.
 */
@Component
final class RequestExamples implements OpenApiCustomizer {

    private final JsonMapper json;
    private final Map<String, Map<String, Object>> byPath;

    RequestExamples(JsonMapper json) throws IOException {
        this.json = json;
        try (InputStream in = new ClassPathResource("request-examples.json").getInputStream()) {
            this.byPath = json.readValue(in, new TypeReference<>() {});
        }
    }

    @Override
    public void customise(OpenAPI description) {
        byPath.forEach((path, examples) -> put(description.getPaths().get(path), examples));
    }

    private void put(PathItem path, Map<String, Object> examples) {
        path.getPost()
                .getRequestBody()
                .getContent()
                .forEach((type, content) -> examples.forEach(
                        (name, body) -> content.addExamples(name, new Example().value(value(type, body)))));
    }

    /** A body that is a JSON document stands as such; of any other kind, as the text that is sent. */
    private Object value(String type, Object body) {
        return type.equals(MediaType.APPLICATION_JSON_VALUE) ? body : json.writeValueAsString(body);
    }
}
