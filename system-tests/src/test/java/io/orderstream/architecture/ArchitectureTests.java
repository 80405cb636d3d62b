package io.orderstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTests {

    private JavaClasses ours;
    private JavaClasses broken;

    @BeforeAll
    void read() {
        ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.orderstream");
        broken = new ClassFileImporter()
                .withImportOption(location -> location.contains("/broken/"))
                .importPackages("io.orderstream");
    }

    static Set<String> rules() {
        return Rules.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_holds(String name) {
        ArchRule rule = Rules.all().get(name);

        assertThat(rule.evaluate(ours).getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_can_fail(String name) {
        ArchRule rule = Rules.all().get(name);

        assertThat(rule.evaluate(broken).hasViolation()).as(name).isTrue();
    }

    @Test
    void all_modules_are_looked_at() {
        assertThat(ours.stream().map(type -> type.getPackageName().split("\\.")[2]))
                .contains("events", "readmodel", "command", "projector", "query", "local", "cli");
    }
}
