/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import javax.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.config.Settings;
import org.mesura.config.SettingsReader;
import org.mesura.notice.Language;
import org.mesura.notice.NoticeWriter;
import org.mesura.notice.Specimen;
import org.mesura.notice.Templates;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;

/**
 * Holds whole mails, as they are sent, against {@code src/test/resources/notices/mails}: one of each kind of notice and
 * letter in each language, some in two languages. What differs each time (date's zone, Message-ID, boundaries) has a name
 * instead. After a change {@code -Dmesura.golden=write} rewrites them.
 */
class GoldenMailsTest {
    static final Path GOLDEN = Path.of("src/test/resources/notices/mails");

    private static final boolean WRITE = "write".equals(System.getProperty("mesura.golden"));
    private static final Settings SHIPPED = new SettingsReader().read(Path.of("../conf/mesura.xml"));
    private static final ImmutableSet<Language> BOTH = ImmutableSet.of(Language.ES, Language.EN);
    private static final String BILINGUAL = """
            <institution><name>Alcaldía de Ejemplo</name><timeZone>America/Bogota</timeZone>
              <language>es</language><secondLanguage>en</secondLanguage>
              <helpDesk name="Mesa de ayuda" address="mesa.ayuda@alcaldia.example"/>
            </institution>
            """;

    @ParameterizedTest
    @EnumSource
    void mailOfEachKindShouldBeAsItsGoldenMail(Language language) throws Exception {
        NoticeWriter writer = new NoticeWriter(SHIPPED.institution(), Templates.builtIn());
        Map<String, Specimen> firsts = new LinkedHashMap<>();
        Specimen.all(writer, ImmutableSet.of(language)).forEach(one -> firsts.putIfAbsent(kind(one), one));
        assertThat(firsts.keySet()).as("one of each kind there are texts for").containsAll(kinds());

        for (Map.Entry<String, Specimen> first : firsts.entrySet()) {
            hold(first.getKey() + "." + language.code(), Preview.mail(first.getValue(), SHIPPED.institution()));
        }
    }

    /** That of the template which it is made of: the longest name that its own begins with, if there is one. */
    private static String kind(Specimen specimen) {
        return kinds().stream()
                .filter(specimen.name()::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElse(specimen.name());
    }

    private static ImmutableSet<String> kinds() {
        String ending = ".txt.mustache";
        return Stream.of(Path.of("../conf/notices/es").toFile().list((folder, file) -> file.endsWith(ending)))
                .filter(file -> !file.startsWith("_"))
                .map(file -> file.substring(0, file.length() - ending.length()))
                .collect(ImmutableSet.toImmutableSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused-over-limit", "advice-visible-recipients", "lifted"})
    void noticeInTwoLanguagesShouldBeAsItsGoldenMail(String name) throws Exception {
        NoticeWriter writer = new NoticeWriter(SHIPPED.institution(), Templates.builtIn());
        Specimen specimen = Specimen.all(writer, BOTH)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();

        hold(name + ".es+en", Preview.mail(specimen, SHIPPED.institution()));
    }

    @Test
    void reportInTwoLanguagesShouldBeAsItsGoldenMail() throws Exception {
        Edge edge = Reported.refuse(new Edge(BILINGUAL), Reported.mail(Reported.X), VerdictTest.OVER);

        hold(
                "report-refused.es+en",
                Iterables.getOnlyElement(edge.context.getSentMails()).getMsg());
    }

    private static void hold(String name, MimeMessage mail) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.writeTo(octets);
        String settled = settle(octets.toString(UTF_8).replace("\r\n", "\n"));
        Path file = GOLDEN.resolve(name + ".eml");
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, settled);
        }
        assertThat(settled).isEqualTo(Files.readString(file));
    }

    private static String settle(String mail) {
        return mail.replaceFirst("(?m)^Date: .*$", "Date: Tue, 24 Nov 2026 12:25:00 -0500 (COT)")
                .replaceFirst("(?m)^Message-ID: <.*@", "Message-ID: <1@")
                .replaceAll("----=_Part_(\\d+)_[0-9.]+", "----=_Part_0_1.2");
    }
}
