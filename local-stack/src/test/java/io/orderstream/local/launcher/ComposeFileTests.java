package io.orderstream.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine.Option;

/** The compose file and the launcher give the services the same settings and the user the same ports. */
class ComposeFileTests {

    private static final Path FILE = Path.of("..", "docker-compose.yml");

    /** On one machine a service listens on localhost only; in a container it is the published port that is local. */
    private static final String ONLY_WITHOUT_CONTAINERS = "SERVER_ADDRESS";

    private static final Ports DEFAULT_PORTS = new Ports(8081, 8082, 8083, 2113, 27017, 9092);

    private Map<String, Map<String, Object>> services = Map.of();

    @BeforeEach
    void read() throws IOException {
        try (var reader = Files.newBufferedReader(FILE)) {
            Map<String, Map<String, Map<String, Object>>> file =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            services = file.get("services");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceGetsTheSettingsThatTheLauncherPasses(Service service) {
        var fromLauncher = new HashSet<>(service.environment(DEFAULT_PORTS).keySet());
        fromLauncher.remove(ONLY_WITHOUT_CONTAINERS);

        assertThat(environment(service)).containsOnlyKeys(fromLauncher);
    }

    @ParameterizedTest
    @EnumSource
    void aServiceListensOnTheSamePortInside(Service service) {
        assertThat(environment(service)).containsEntry("SERVER_PORT", Integer.toString(service.port(DEFAULT_PORTS)));
    }

    @Test
    void everyPublishedPortIsLocalAndChangedByTheSameVariableAndHasTheSameDefault() {
        var fromLauncher = Arrays.stream(PortOptions.class.getDeclaredFields())
                .flatMap(field -> Stream.ofNullable(field.getAnnotation(Option.class)))
                .map(option -> "127.0.0.1:" + option.defaultValue().replace("env:", ""))
                .toList();
        var published = services.values().stream()
                .flatMap(service -> strings(service.get("ports")))
                .map(port -> port.substring(0, port.lastIndexOf(':')))
                .toList();

        assertThat(published).containsExactlyInAnyOrderElementsOf(fromLauncher);
    }

    @Test
    void kafkaIsTheVersionThatRunsWithoutContainers() {
        assertThat(services.get("kafka")).containsEntry("image", "apache/kafka:" + AppInfoParser.getVersion());
    }

    private Map<Object, Object> environment(Service service) {
        return Map.copyOf((Map<?, ?>) services.get(service.module()).get("environment"));
    }

    private static Stream<String> strings(Object list) {
        return ((List<?>) list).stream().map(String.class::cast);
    }
}
