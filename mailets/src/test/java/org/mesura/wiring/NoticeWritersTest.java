/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.config.SettingsFile;
import org.mesura.config.SettingsInForce;
import org.mesura.notice.Kind;
import org.mesura.notice.Language;
import org.mesura.notice.Occasion;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

class NoticeWritersTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    private Path file;
    private Path notices;
    private SettingsInForce settings;
    private NoticeWriters writers;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        file = folder.resolve("mesura.xml");
        notices = Files.createDirectories(folder.resolve("notices/es"));
        Files.writeString(file, "<mesura/>");
        settings = new SettingsInForce(new SettingsFile(file, folder.resolve("last-good.xml")), TEN);
        writers = new NoticeWriters(notices.getParent(), settings);
    }

    @Test
    void writerShouldStayWhenNothingChanged() {
        var before = writers.get();

        writers.refresh();

        assertThat(writers.get()).isSameAs(before);
    }

    @Test
    void noticeShouldSayWhatAChangedTemplateSays() throws IOException {
        var lifted = new Occasion(
                Kind.LIFTED,
                new Sender("ana@alcaldia.example"),
                Optional.empty(),
                Optional.empty(),
                "staff",
                ImmutableList.of(),
                TEN);
        Files.writeString(notices.resolve("lifted.subject.mustache"), "Otro asunto");

        writers.refresh();
        assertThat(writers.get().write(lifted, Language.ES).subject()).isEqualTo("Otro asunto");

        Files.writeString(notices.resolve("lifted.subject.mustache"), "{{unknown}} y roto {{");
        writers.refresh();
        assertThat(writers.get().write(lifted, Language.ES).subject())
                .as("the built-in text stands in for a broken one")
                .isNotBlank()
                .doesNotContain("roto", "Otro");
    }

    @Test
    void brokenTextShouldBeToldWithItsFileUntilItIsMended() throws IOException {
        assertThat(writers.broken()).as("what is missing is not broken").isEmpty();

        Files.writeString(notices.resolve("lifted.subject.mustache"), "{{unknown}}");
        writers.refresh();
        assertThat(writers.broken())
                .singleElement()
                .asString()
                .startsWith("es/lifted.subject.mustache: there is no variable 'unknown'");

        Files.writeString(notices.resolve("lifted.subject.mustache"), "{{title}}");
        writers.refresh();
        assertThat(writers.broken()).isEmpty();
    }

    @Test
    void nothingShouldBeBrokenWhenThereIsNoFolder() {
        assertThat(new NoticeWriters(notices.resolve("absent"), settings).broken())
                .isEmpty();
    }

    @Test
    void writerShouldBeMadeAnewWhenTheInstitutionChanged() throws IOException {
        var before = writers.get();
        Files.writeString(file, "<mesura><institution><name>Otra</name></institution></mesura>");
        settings.refresh(TEN.plusSeconds(5));

        writers.refresh();

        assertThat(writers.get()).isNotSameAs(before);
    }
}
