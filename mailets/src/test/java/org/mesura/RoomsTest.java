/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the rooms of the core to what each may touch; whatever is not named here is not allowed. */
@AnalyzeClasses(packages = "org.mesura", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final String[] JDK_AND_GUAVA = {"java..", "com.google.common.."};
    private static final String SUBMISSION = "org.mesura.submission..";
    private static final String POLICY = "org.mesura.policy..";
    private static final String USAGE = "org.mesura.usage..";
    private static final String BULK = "org.mesura.bulk..";
    private static final String REVIEW = "org.mesura.review..";
    private static final String HOLD = "org.mesura.hold..";
    private static final String NOTICE = "org.mesura.notice..";
    private static final String STORE = "org.mesura.store";
    private static final String FORMAT = "org.mesura.store.format..";
    private static final String MEMORY = "org.mesura.store.memory..";
    private static final String EMBEDDED = "org.mesura.store.embedded..";
    private static final String REDIS = "org.mesura.store.redis..";
    private static final String PORTABLE = "org.mesura.store.portable..";
    private static final String JOURNAL = "org.mesura.journal";
    private static final String SUBMISSIONS = "org.mesura.journal.submissions..";
    private static final String WHATIF = "org.mesura.whatif..";
    private static final String CONFIG = "org.mesura.config..";
    private static final String REMOTE = "org.mesura.remote..";

    @ArchTest
    static final ArchRule submission = room(SUBMISSION);

    @ArchTest
    static final ArchRule policy = room(POLICY, SUBMISSION);

    @ArchTest
    static final ArchRule usage = room(USAGE, POLICY, SUBMISSION);

    @ArchTest
    static final ArchRule bulk =
            room(BULK, POLICY, SUBMISSION, "com.dynatrace.hash4j..", "org.apache.james.mime4j..", "org.jsoup..");

    @ArchTest
    static final ArchRule review = room(REVIEW, BULK, USAGE, POLICY, SUBMISSION);

    @ArchTest
    static final ArchRule hold = room(HOLD, REVIEW, BULK, USAGE, POLICY, SUBMISSION);

    @ArchTest
    static final ArchRule journal = room(JOURNAL, SUBMISSION);

    @ArchTest
    static final ArchRule submissions = room(SUBMISSIONS, REVIEW, BULK, USAGE, POLICY, SUBMISSION);

    @ArchTest
    static final ArchRule whatIf = room(
            WHATIF,
            SUBMISSIONS,
            CONFIG,
            MEMORY,
            NOTICE,
            REVIEW,
            BULK,
            USAGE,
            POLICY,
            SUBMISSION,
            "com.github.mustachejava..");

    @ArchTest
    static final ArchRule remote = room(REMOTE, SUBMISSION);

    @ArchTest
    static final ArchRule notice = room(NOTICE, REVIEW, BULK, USAGE, POLICY, SUBMISSION, "com.github.mustachejava..");

    @ArchTest
    static final ArchRule storedForm = room(FORMAT, JOURNAL, NOTICE, HOLD, REVIEW, BULK, USAGE, POLICY, SUBMISSION);

    @ArchTest
    static final ArchRule memoryStore = room(MEMORY, HOLD, NOTICE, REVIEW, BULK, USAGE, POLICY, SUBMISSION);

    @ArchTest
    static final ArchRule store = room(STORE);

    @ArchTest
    static final ArchRule embeddedStore = room(
            EMBEDDED,
            STORE,
            FORMAT,
            MEMORY,
            JOURNAL,
            HOLD,
            NOTICE,
            REVIEW,
            BULK,
            USAGE,
            POLICY,
            SUBMISSION,
            "org.h2..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule redisStore = room(
            REDIS,
            STORE,
            FORMAT,
            MEMORY,
            HOLD,
            NOTICE,
            REVIEW,
            BULK,
            USAGE,
            POLICY,
            SUBMISSION,
            "io.lettuce..",
            "io.netty..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule portable = room(PORTABLE, REVIEW, BULK, USAGE, POLICY, SUBMISSION, "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule stores = classes()
            .that()
            .resideInAPackage("org.mesura.store..")
            .should()
            .resideInAnyPackage(STORE, FORMAT, MEMORY, EMBEDDED, REDIS, PORTABLE)
            .because("each store has a rule of its own above");

    private static ArchRule room(String room, String... mayTouch) {
        String[] allowed = Stream.of(Stream.of(room), Stream.of(JDK_AND_GUAVA), Stream.of(mayTouch))
                .flatMap(packages -> packages)
                .toArray(String[]::new);
        return classes().that().resideInAPackage(room).should().onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }
}
