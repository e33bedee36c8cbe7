/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every notice, word by word, against {@code src/test/resources/notices}. After a change of the texts {@code
 * -Dmesura.golden=write} rewrites the files; read their diff as prose.
 */
class GoldenNoticesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/notices");
    private static final boolean WRITE = "write".equals(System.getProperty("mesura.golden"));
    private static final NoticeWriter WRITER = new NoticeWriter(Examples.CITY_HALL, Templates.builtIn());

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("examples")
    void noticeShouldReadAsItsGoldenFile(Language language, String name) throws IOException {
        Notice notice = WRITER.write(Examples.ALL.get(name), language);
        hold(language, name + ".subject.txt", notice.subject() + "\n");
        hold(language, name + ".txt", notice.text());
        hold(language, name + ".html", notice.html());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("examples")
    void shortGuidanceShouldReadAsItsGoldenFileWhenMessageWasRefused(Language language, String name)
            throws IOException {
        Occasion occasion = Examples.ALL.get(name);
        if (occasion.isReported()) {
            hold(language, name + ".dsn.txt", WRITER.shortGuidance(occasion, language));
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("alerts")
    void letterToTheAdministratorShouldReadAsItsGoldenFile(Language language, String name) throws IOException {
        Letter letter = WRITER.write(Examples.ALERTS.get(name), language);
        hold(language, name + ".subject.txt", letter.subject() + "\n");
        hold(language, name + ".txt", letter.text());
    }

    static Stream<Arguments> examples() {
        return inEveryLanguage(Examples.ALL.keySet());
    }

    static Stream<Arguments> alerts() {
        return inEveryLanguage(Examples.ALERTS.keySet());
    }

    private static Stream<Arguments> inEveryLanguage(Set<String> names) {
        return Stream.of(Language.values())
                .flatMap(language -> names.stream().map(name -> Arguments.of(language, name)));
    }

    private static void hold(Language language, String name, String content) throws IOException {
        Path file = GOLDEN.resolve(language.code()).resolve(name);
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(content).isEqualTo(Files.readString(file));
    }
}
