/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator puts into {@code extensions-jars}: our code and what we bundle, under names that are ours. */
class ExtensionJarIT {
    private static final String JAVAX = "jar-with-dependencies";
    private static final String JAKARTA = "jakarta";

    @ParameterizedTest
    @ValueSource(strings = {JAVAX, JAKARTA})
    void jarShouldHoldNothingOutsideOurPackage(String classifier) throws IOException {
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
    void jarShouldHoldWhatItNeeds(String classifier) throws IOException {
        assertThat(entries(classifier))
                .contains(
                        "org/mesura/mailet/ReviewSubmission.class",
                        "org/mesura/notice/builtin/es/refused.txt.mustache",
                        "org/mesura/bundled/jackson/databind/ObjectMapper.class",
                        "org/mesura/bundled/mustache/MustacheFactory.class",
                        "org/mesura/bundled/mime4j/stream/MimeTokenStream.class",
                        "org/mesura/bundled/jsoup/Jsoup.class");
    }

    @Test
    void ourClassesShouldReferToBundledLibrariesByTheirNewNamesOnly() throws IOException {
        for (String name : entries(JAVAX).stream()
                .filter(name -> name.endsWith(".class") && !name.startsWith("org/mesura/bundled/"))
                .toList()) {
            assertThat(text(JAVAX, name))
                    .as(name)
                    .doesNotContain("com/fasterxml/", "com/github/mustachejava/", "org/apache/james/mime4j/")
                    .doesNotContainPattern("[^/]org/jsoup/|org/apache/commons/io/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailet/ReviewSubmission", "mailet/RefuseSubmission", "wiring/MesuraModule"})
    void eachJarShouldSpeakTheMailApiOfItsJames(String ours) throws IOException {
        String javax = text(JAVAX, "org/mesura/" + ours + ".class");
        String jakarta = text(JAKARTA, "org/mesura/" + ours + ".class");

        assertThat(javax).doesNotContain("jakarta/mail", "jakarta/inject");
        assertThat(jakarta).doesNotContain("javax/mail", "javax/inject");
    }

    private static List<String> entries(String classifier) throws IOException {
        try (JarFile jar = new JarFile(jar(classifier).toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }

    private static String text(String classifier, String name) throws IOException {
        try (JarFile jar = new JarFile(jar(classifier).toFile());
                InputStream entry = jar.getInputStream(jar.getEntry(name))) {
            return new String(entry.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Path jar(String classifier) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("mesura-mailets-.*-" + classifier + "\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + classifier + " jar in target: package makes it"));
        }
    }
}
