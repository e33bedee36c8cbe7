/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.james39;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.ResultStatus;
import org.apache.james.utils.GuiceMailetLoader;
import org.apache.james.utils.GuiceMatcherLoader;
import org.apache.mailet.Mailet;
import org.apache.mailet.Matcher;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import reactor.core.publisher.Mono;

/** Everything that an administrator may name, loaded by James 3.9 as it loads what its configuration names. */
class LoadingTest {
    @TempDir
    Path folder;

    private James39 james;

    @BeforeEach
    void start() throws Exception {
        James39.configure(folder);
        james = new James39(folder);
    }

    @AfterEach
    void stop() throws Exception {
        james.close();
    }

    @Test
    void everyMailetShouldLoad() throws Exception {
        GuiceMailetLoader loader = james.injector.getInstance(GuiceMailetLoader.class);
        List<String> names = publicClasses("mailet", "Mailet");

        assertThat(names).contains("ReviewSubmission", "DeferSubmission", "HoldSubmission", "RefuseSubmission");
        for (String name : names) {
            Mailet mailet = loader.getMailet(FakeMailetConfig.builder()
                    .mailetName("org.mesura.mailet." + name)
                    .mailetContext(james.context)
                    .build());
            assertThat(mailet.getClass()).hasToString("class org.mesura.mailet." + name);
        }
    }

    @Test
    void everyMatcherShouldLoad() throws Exception {
        GuiceMatcherLoader loader = james.injector.getInstance(GuiceMatcherLoader.class);
        List<String> names = List.of(
                "NothingToSay=80%",
                "VerdictIs=refuse", "UsageAtLeast=80%", "BulkCampaign", "ManyRecipients=25 visible");

        assertThat(publicClasses("matcher", "Matcher"))
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> name.split("=")[0]).toList());
        for (String name : names) {
            String[] parts = (name + "=").split("=");
            Matcher matcher = loader.getMatcher(FakeMatcherConfig.builder()
                    .matcherName("org.mesura.matcher." + parts[0])
                    .condition(parts.length > 1 ? parts[1] : "")
                    .mailetContext(james.context)
                    .build());
            assertThat(matcher.getClass()).hasToString("class org.mesura.matcher." + parts[0]);
        }
    }

    @Test
    void healthCheckShouldLoadAndSayThatAllIsWell() throws Exception {
        assertHealthy(james);
    }

    static void assertHealthy(James39 james) throws ClassNotFoundException {
        HealthCheck check = james.instantiate("health.MesuraHealthCheck");

        assertThat(Mono.from(check.check()).block()).satisfies(result -> assertThat(result.getStatus())
                .as("%s", result.getCause())
                .isEqualTo(ResultStatus.HEALTHY));
    }

    /** Of room {@code room} of the jar, those that are a {@code kind}. */
    private List<String> publicClasses(String room, String kind) throws IOException, ClassNotFoundException {
        ClassLoader extensions = james.instantiate("wiring.State").getClass().getClassLoader();
        Class<?> type = Class.forName("org.apache.mailet." + kind);
        try (JarFile jar = new JarFile(Extension.JAR.toFile())) {
            Stream<String> names = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("org/mesura/" + room + "/\\w+\\.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'));
            return names.map(name -> load(extensions, name))
                    .filter(type::isAssignableFrom)
                    .filter(found -> Modifier.isFinal(found.getModifiers()))
                    .map(Class::getSimpleName)
                    .toList();
        }
    }

    private static Class<?> load(ClassLoader extensions, String name) {
        try {
            return Class.forName(name, false, extensions);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
