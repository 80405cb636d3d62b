package io.orderstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** The rules, by name, each with classes that break it, which stand in a package {@code ..broken..}. */
final class Rules {

    private static final String[] FRAMEWORKS = {
        "org.springframework..", "com.mongodb..", "org.bson..", "com.eventstore..", "org.apache.kafka..", "jakarta.."
    };

    private Rules() {}

    static Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "contracts know nothing else of ours and no framework",
                noClasses()
                        .that()
                        .resideInAPackage("io.orderstream.events..")
                        .should()
                        .dependOnClassesThat(
                                oursExcept("io.orderstream.events..").or(resideInAnyPackage(FRAMEWORKS))));
        rules.put(
                "read models know the contracts only, and no framework",
                noClasses()
                        .that()
                        .resideInAPackage("io.orderstream.readmodel..")
                        .should()
                        .dependOnClassesThat(oursExcept("io.orderstream.readmodel..", "io.orderstream.events..")
                                .or(resideInAnyPackage(FRAMEWORKS))));
        rules.put(
                "the write side knows the contracts only",
                knowsOnly("io.orderstream.command..", "io.orderstream.events.."));
        rules.put(
                "the projector knows contracts and read models only",
                knowsOnly("io.orderstream.projector..", "io.orderstream.events..", "io.orderstream.readmodel.."));
        rules.put(
                "the read side knows contracts and read models only",
                knowsOnly("io.orderstream.query..", "io.orderstream.events..", "io.orderstream.readmodel.."));
        rules.put("the local stack knows nothing else of ours", knowsOnly("io.orderstream.local.."));
        rules.put(
                "the command line knows the contracts only",
                knowsOnly("io.orderstream.cli..", "io.orderstream.events.."));
        rules.put(
                "the domain is pure",
                classes()
                        .that()
                        .resideInAPackage("io.orderstream.command..domain..")
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "org.mapstruct..",
                                "org.pcollections..",
                                "io.orderstream.events..",
                                "io.orderstream.command..domain..")));
        rules.put(
                "the projection engine knows nothing of orders",
                noClasses()
                        .that()
                        .resideInAPackage("io.orderstream.projector.engine..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "io.orderstream.readmodel.order..",
                                "io.orderstream.projector.order..",
                                "io.orderstream.projector.relay..",
                                "io.orderstream.events.domain..")));
        rules.put(
                "the event store's client stays behind its port",
                noClasses()
                        .that()
                        .resideInAnyPackage("io.orderstream.command..", "io.orderstream.projector..")
                        .and()
                        .resideOutsideOfPackages("..eventstore..", "..subscription..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.eventstore.."));
        rules.put(
                "nothing is injected into fields",
                noFields()
                        .should()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                        .orShould()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                        .orShould()
                        .beAnnotatedWith("jakarta.inject.Inject"));
        rules.put(
                "static fields never change",
                fields().that().areStatic().should().beFinal());
        rules.put(
                "services log and do not print",
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.orderstream.local..", "io.orderstream.cli..")
                        .should(ACCESS_STANDARD_STREAMS));
        rules.put("packages say what may be null", classes().should(standInNullMarkedPackages()));
        rules.put(
                "features of a service do not depend on each other in circles",
                slices().matching("io.orderstream.(*).(*)..").should().beFreeOfCycles());
        return rules;
    }

    private static ArchRule knowsOnly(String module, String... others) {
        String[] known = new String[others.length + 1];
        known[0] = module;
        System.arraycopy(others, 0, known, 1, others.length);
        return noClasses().that().resideInAPackage(module).should().dependOnClassesThat(oursExcept(known));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> oursExcept(String... packages) {
        return resideInAPackage("io.orderstream..").and(not(resideInAnyPackage(packages)));
    }

    private static ArchCondition<JavaClass> standInNullMarkedPackages() {
        return new ArchCondition<>("stand in packages that are @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
            }
        };
    }
}
