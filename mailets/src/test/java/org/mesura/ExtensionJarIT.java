/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator puts into {@code extensions-jars}: our code and what we bundle, under names that are ours. */
class ExtensionJarIT {
    private static final String JAVAX = "jar-with-dependencies";
    private static final String JAKARTA = "jakarta";
    private static final String HEALTHY = "FileHealth[oldestUnwritten=Optional.empty, failure=Optional.empty]";

    @ParameterizedTest
    @ValueSource(strings = {JAVAX, JAKARTA})
    void jarShouldHoldNothingOutsideOurPackage(String classifier) {
        assertThat(entries(classifier))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("org/mesura/") || name.startsWith("META-INF/"));
        assertThat(entries(classifier))
                .filteredOn(name -> name.startsWith("META-INF/"))
                .noneMatch(name -> name.endsWith(".class") || name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"))
                .filteredOn(name -> name.startsWith("META-INF/services/"))
                .allMatch(name -> name.startsWith("META-INF/services/org.mesura."));
    }

    @ParameterizedTest
    @ValueSource(strings = {JAVAX, JAKARTA})
    void jarShouldHoldWhatItNeeds(String classifier) {
        assertThat(entries(classifier))
                .contains(
                        "org/mesura/mailet/ReviewSubmission.class",
                        "org/mesura/notice/builtin/es/refused.txt.mustache",
                        "org/mesura/bundled/jackson/databind/ObjectMapper.class",
                        "org/mesura/bundled/mustache/MustacheFactory.class",
                        "org/mesura/bundled/mime4j/stream/MimeTokenStream.class",
                        "org/mesura/bundled/hash4j/hashing/Hashing.class",
                        "org/mesura/bundled/jsoup/Jsoup.class",
                        "org/mesura/bundled/h2/mvstore/MVStore.class",
                        "org/mesura/bundled/lettuce/core/RedisClient.class",
                        "org/mesura/bundled/netty/channel/nio/NioEventLoop.class",
                        "org/mesura/store/redis/account.lua");
    }

    @Test
    void ourClassesShouldReferToBundledLibrariesByTheirNewNamesOnly() {
        ExtensionJar jar = ExtensionJar.of(JAVAX);
        for (String name : jar.names(".class").stream()
                .filter(name -> !name.startsWith("org/mesura/bundled/"))
                .toList()) {
            assertThat(jar.text(name))
                    .as(name)
                    .doesNotContain(
                            "com/dynatrace/", "com/fasterxml/", "com/github/mustachejava/", "org/apache/james/mime4j/")
                    .doesNotContainPattern(
                            "[^/]org/jsoup/|[^/]org/h2/|org/apache/commons/io/|[^/]io/lettuce/|[^/]io/netty/");
        }
    }

    /** The library finds its file systems by the names of their classes, which are other ones in the jar. */
    @ParameterizedTest
    @ValueSource(strings = {JAVAX, JAKARTA})
    void storeInTheJarShouldOpenItsFile(String classifier, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("ledger.mv.db");
        try (URLClassLoader jar = new URLClassLoader(
                new URL[] {ExtensionJar.path(classifier).toUri().toURL()}, new WithoutOurs())) {
            Class<?> alarm = jar.loadClass("org.mesura.store.StoreAlarm");
            Object deaf = Proxy.newProxyInstance(jar, new Class<?>[] {alarm}, (proxy, method, arguments) -> null);
            Class<?> store = jar.loadClass("org.mesura.store.embedded.EmbeddedStore");
            Object opened =
                    store.getMethod("open", Path.class, Duration.class, alarm).invoke(null, file, Duration.ZERO, deaf);

            assertThat(store.getMethod("health").invoke(opened)).hasToString(HEALTHY);
            store.getMethod("close").invoke(opened);
        }
        assertThat(file).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailet/ReviewSubmission", "mailet/RefuseSubmission", "wiring/MesuraModule"})
    void eachJarShouldSpeakTheMailApiOfItsJames(String ours) {
        String javax = text(JAVAX, "org/mesura/" + ours + ".class");
        String jakarta = text(JAKARTA, "org/mesura/" + ours + ".class");

        assertThat(javax).doesNotContain("jakarta/mail", "jakarta/inject");
        assertThat(jakarta).doesNotContain("javax/mail", "javax/inject");
    }

    /** The class path of this test, less what is to come from the jar. */
    private static final class WithoutOurs extends ClassLoader {
        private WithoutOurs() {
            super(ExtensionJarIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.mesura.") || name.startsWith("org.h2.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    private static List<String> entries(String classifier) {
        return ExtensionJar.of(classifier).names("");
    }

    private static String text(String classifier, String name) {
        return ExtensionJar.of(classifier).text(name);
    }
}
