package io.orderstream.local.eventstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The inside stays clear: the log knows nothing, the index only what a record is, and only the protocol knows gRPC. */
class EventStoreArchitectureTests {
    private static final String ROOT = "io.orderstream.local.eventstore";

    private static final ArchRule ONLY_THE_PROTOCOL_KNOWS_GRPC = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".log..", ROOT + ".index..", ROOT + ".engine..", ROOT + ".feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "com.eventstore..");

    private static final ArchRule THE_LOG_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage(ROOT + ".log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".index..", ROOT + ".engine..", ROOT + ".feed..", ROOT + ".protocol..");

    private static final ArchRule NO_CYCLES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @Test
    void the_parts_depend_on_each_other_in_one_direction() {
        JavaClasses store = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
        ONLY_THE_PROTOCOL_KNOWS_GRPC.check(store);
        THE_LOG_STANDS_ALONE.check(store);
        NO_CYCLES.check(store);
    }

    @Test
    void the_rules_can_fail() {
        JavaClasses store = new ClassFileImporter().importPackages(ROOT);
        ArchRule reversed = noClasses()
                .that()
                .resideInAPackage(ROOT + ".protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..");
        assertThatThrownBy(() -> reversed.check(store)).isInstanceOf(AssertionError.class);
        ArchRule upwards = noClasses()
                .that()
                .resideInAPackage(ROOT + ".engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".log..");
        assertThatThrownBy(() -> upwards.check(store)).isInstanceOf(AssertionError.class);
    }
}
