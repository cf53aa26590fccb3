package dev.entitlements.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.entitlements.core.check.Check;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The house, rule by rule. */
@AnalyzeClasses(packages = "dev.entitlements", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "dev.entitlements.";

    @ArchTest
    static void everyPackageImportsOnlyWhatItsRowAllows(JavaClasses all) {
        HouseTable.ROWS.forEach((name, row) -> {
            String[] allowed = Stream.concat(Stream.of(name), row.stream())
                    .map(entry -> entry.startsWith("=") ? entry.substring(1) : ROOT + entry)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(allowed).or(resideInAnyPackage("java..", "org.jspecify..", "")))
                    .because("the house table in `HouseTable` says so for `" + name + "`")
                    .allowEmptyShould(false)
                    .check(all);
        });
    }

    @ArchTest
    static void everyPackageHasARow(JavaClasses all) {
        Set<String> packages = all.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages)
                .as("a new room must be named in the house table first")
                .isEqualTo(new TreeSet<>(HouseTable.ROWS.keySet()));
    }

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.entitlements.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyShellsTouchTheWorld = noClasses()
            .that()
            .resideInAnyPackage("dev.entitlements.core..", "dev.entitlements.codec..", "dev.entitlements.admit..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.fabric8..",
                    "java.nio.file..",
                    "java.net..",
                    "java.util.logging..",
                    "org.jboss.logging..",
                    "org.slf4j.."))
            .because("decisions are functions of their arguments");

    @ArchTest
    static final ArchRule noClockAndNoChance = noClasses()
            .that()
            .resideInAnyPackage("dev.entitlements.core..", "dev.entitlements.codec..", "dev.entitlements.admit..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule coreHoldsValues = classes()
            .that(resideInAPackage("dev.entitlements.core.."))
            .and()
            .areNotInterfaces()
            .should(haveOnlyFinalInstanceFields())
            .because("what is decided on cannot change under the decision");

    @ArchTest
    static final ArchRule namesSpeak = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Base")
            .orShould()
            .haveSimpleNameEndingWith("Common")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveSimpleNameEndingWith("Handler");

    @ArchTest
    static void everyCheckIsListed(JavaClasses all) {
        Set<String> written = all.stream()
                .filter(type -> type.isAssignableTo(Check.class) && !type.isInterface())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        Set<String> listed = dev.entitlements.core.check.Checks.ALL.stream()
                .map(check -> check.getClass().getName())
                .collect(Collectors.toSet());
        assertThat(listed).isEqualTo(written);
    }

    @ArchTest
    static final ArchRule oneMapper = noClasses()
            .that()
            .resideOutsideOfPackage("dev.entitlements.codec.text")
            .should()
            .callConstructor(com.fasterxml.jackson.databind.ObjectMapper.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..")
            .because("limits hold only where everybody reads through the same door");

    private static ArchCondition<JavaClass> haveOnlyFinalInstanceFields() {
        return new ArchCondition<>("have only final fields") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .forEach(field ->
                                events.add(SimpleConditionEvent.violated(field, field.getFullName() + " can change")));
            }
        };
    }
}
