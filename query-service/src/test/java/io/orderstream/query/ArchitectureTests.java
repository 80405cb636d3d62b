package io.orderstream.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.orderstream.query.consistency.ConsistencyToken;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;

class ArchitectureTests {

    private static final ArchRule EVERY_READ_TAKES_A_TOKEN = methods()
            .that()
            .areAnnotatedWith(GetMapping.class)
            .should()
            .haveRawParameterTypes(DescribedPredicate.describe(
                    "one of which is a consistency token",
                    types -> types.stream().anyMatch(type -> type.isEquivalentTo(ConsistencyToken.class))));

    @Test
    void every_read_takes_a_consistency_token() {
        EVERY_READ_TAKES_A_TOKEN.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.orderstream.query"));
    }

    @Test
    void a_read_that_takes_none_is_found() {
        JavaClasses forgetful = new ClassFileImporter().importClasses(Forgetful.class);

        assertThat(EVERY_READ_TAKES_A_TOKEN.evaluate(forgetful).hasViolation()).isTrue();
    }

    private static final class Forgetful {

        @GetMapping("/forgetful")
        String read() {
            return "";
        }
    }
}
