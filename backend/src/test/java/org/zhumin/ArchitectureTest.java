package org.zhumin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.reactivestreams.Publisher;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.scheduling.annotation.Scheduled;

import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The house as {@code backend/adr/0001} draws it: who may know whom. */
class ArchitectureTest {
    /** In the names of the bean definitions that packaging adds. */
    private static final String GENERATED = "__";

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(location -> !location.contains(GENERATED))
                    .importUrl(Zhumin.class.getProtectionDomain().getCodeSource().getLocation());

    /** From the ground up. A feature may use what is on a lower floor. */
    private static final List<Set<String>> FLOORS =
            List.of(
                    Set.of("kernel"),
                    Set.of("platform"),
                    Set.of("area", "wechat"),
                    Set.of("identity"),
                    Set.of("organization", "media", "notice"),
                    Set.of("points", "vote", "capacity", "moderation", "supervision"),
                    Set.of("request", "project", "volunteer", "event"),
                    Set.of("insight", "home", "ranking"));

    static final List<ArchRule> RULES =
            List.of(
                    classes().should(dependOnlyDownwards()),
                    noClasses()
                            .that(areNot("Mongo", "org.zhumin.platform.embedded"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("com.mongodb..", "org.bson..")
                            .because("only Mongo* classes touch the driver"),
                    noClasses()
                            .that(areNot("Redis", "org.zhumin.platform"))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("io.lettuce..")
                            .because("only Redis* classes and the platform touch Lettuce"),
                    noClasses()
                            .that()
                            .resideOutsideOfPackage("org.zhumin.wechat..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage("cn.binarywang..", "me.chanjar..")
                            .because("only wechat touches WxJava"),
                    noClasses()
                            .that(areNotNamed("Detached", "StartupTasks"))
                            .should(callMethodWhere(waitsOrSubscribes()))
                            .because("a chain is subscribed to once, by the server"),
                    noClasses()
                            .that()
                            .resideInAPackage("org.zhumin.kernel..")
                            .should()
                            .dependOnClassesThat()
                            .resideOutsideOfPackages(
                                    "java..",
                                    "org.zhumin.kernel..",
                                    "org.jspecify..",
                                    "org.springframework.modulith.."),
                    noClasses()
                            .that()
                            .areRecords()
                            .should()
                            .callMethod(java.time.Instant.class, "now")
                            .because("time is given to a record"),
                    methods()
                            .that()
                            .areAnnotatedWith(Scheduled.class)
                            .and()
                            .haveRawReturnType(assignableTo(Publisher.class))
                            .should(decideAtEveryRun()));

    /** Spring calls such a method once, and subscribes to what it gave at every run. */
    private static ArchCondition<JavaMethod> decideAtEveryRun() {
        return new ArchCondition<>("look at the time and at fields that change within a lambda") {
            @Override
            public void check(JavaMethod scheduled, ConditionEvents events) {
                for (JavaAccess<?> access : scheduled.getAccessesFromSelf()) {
                    if (!access.isDeclaredInLambda() && changes(access)) {
                        events.add(
                                SimpleConditionEvent.violated(scheduled, access.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean changes(JavaAccess<?> access) {
        return switch (access) {
            case JavaFieldAccess field ->
                    field.getTarget().resolveMember().stream()
                            .anyMatch(found -> !found.getModifiers().contains(JavaModifier.FINAL));
            case JavaMethodCall call ->
                    call.getTargetOwner().isAssignableTo(Clock.class)
                            || call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(Clock.class));
            default -> false;
        };
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @Test
    void modulesHaveNoCycles() {
        ApplicationModules.of(Zhumin.class, JavaClass.Predicates.simpleNameContaining(GENERATED))
                .verify();
    }

    private static ArchCondition<JavaClass> dependOnlyDownwards() {
        return new ArchCondition<>("depend only on lower floors") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency arrow : origin.getDirectDependenciesFromSelf()) {
                    if (pointsUpOrSideways(origin, arrow.getTargetClass())) {
                        events.add(SimpleConditionEvent.violated(origin, arrow.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean pointsUpOrSideways(JavaClass origin, JavaClass target) {
        String from = featureOf(origin);
        String to = featureOf(target);
        return !from.isEmpty() && !to.isEmpty() && !from.equals(to) && floorOf(to) >= floorOf(from);
    }

    private static int floorOf(String feature) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(feature)) {
                return floor;
            }
        }
        throw new AssertionError("the package '" + feature + "' has no floor in the house");
    }

    private static String featureOf(JavaClass type) {
        String prefix = "org.zhumin.";
        if (!type.getPackageName().startsWith(prefix)) {
            return "";
        }
        String below = type.getPackageName().substring(prefix.length()) + ".";
        return below.substring(0, below.indexOf('.'));
    }

    private static DescribedPredicate<JavaClass> areNot(String prefix, String exemptPackage) {
        return DescribedPredicate.describe(
                "are not named " + prefix + "*",
                type ->
                        !topLevelNameOf(type).startsWith(prefix)
                                && !type.getPackageName().startsWith(exemptPackage));
    }

    private static DescribedPredicate<JavaClass> areNotNamed(String... names) {
        return DescribedPredicate.describe(
                "are not " + List.of(names), type -> !Set.of(names).contains(topLevelNameOf(type)));
    }

    private static String topLevelNameOf(JavaClass type) {
        return type.getEnclosingClass()
                .map(ArchitectureTest::topLevelNameOf)
                .orElse(type.getSimpleName());
    }

    private static DescribedPredicate<JavaMethodCall> waitsOrSubscribes() {
        Set<String> names =
                Set.of("block", "blockOptional", "blockFirst", "blockLast", "subscribe");
        Set<String> more = Set.of("toIterable", "toStream");
        return DescribedPredicate.describe(
                "waits for or subscribes to a publisher",
                call ->
                        call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher")
                                && (names.contains(call.getName())
                                        || more.contains(call.getName())));
    }
}
