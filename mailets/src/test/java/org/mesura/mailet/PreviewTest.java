/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.mail.MessagingException;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.notice.Language;
import org.mesura.notice.Specimen;

class PreviewTest {
    private static final Path CONFIGURATION = Path.of("../conf");
    private static final Path NOTICES = CONFIGURATION.resolve("notices");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path written;
    private Preview preview;

    @BeforeEach
    void setUp() {
        written = folder.resolve("written");
        preview = new Preview(written, new PrintStream(printed, true, UTF_8));
    }

    @Test
    void everyKindShouldBeThereInEveryLanguage() throws Exception {
        assertThat(preview.write(NOTICES, CONFIGURATION)).isTrue();
        for (Language language : Language.values()) {
            List<String> files = files(written.resolve(language.code()));
            assertThat(Specimen.kinds()).allSatisfy(kind -> assertThat(files)
                    .as(language.code())
                    .anyMatch(file -> file.matches(kind + "(-[a-z-]+)?\\.eml"))
                    .anyMatch(file -> file.matches(kind + "(-[a-z-]+)?\\.html")));
        }
    }

    @Test
    void everyMailShouldBeValid() throws Exception {
        preview.write(NOTICES, CONFIGURATION);
        for (Path mail : mails()) {
            String name = mail.getFileName().toString();
            boolean plain = name.startsWith("admin-") || name.startsWith("dsn-");
            assertThat(types(mail))
                    .as(mail.toString())
                    .isEqualTo(plain ? List.of("text/plain") : List.of("text/plain", "text/html"));
        }
    }

    @Test
    void indexShouldLinkEveryFile() throws Exception {
        preview.write(NOTICES, CONFIGURATION);
        Path index = written.resolve("index.html");
        List<String> links = LINK.matcher(Files.readString(index))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
        List<String> all;
        try (Stream<Path> files = Files.walk(written)) {
            all = files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(index))
                    .map(file -> written.relativize(file).toString())
                    .toList();
        }
        assertThat(links).containsExactlyInAnyOrderElementsOf(all);
        assertThat(said()).contains(index.toUri().toString()).endsWith("notices: ok\n");
    }

    @Test
    void mistakesShouldBeSaidAndTheRestWritten() throws Exception {
        Path own = copyOfNotices();
        Files.writeString(own.resolve("es/_instead.txt.mustache"), "{{nonsense}}\n");
        Files.writeString(own.resolve("en/warning.txt.mustache"), "{{#title}}\n");
        assertThat(preview.write(own, CONFIGURATION)).isFalse();
        assertThat(said())
                .contains("MISTAKE es/_instead.txt.mustache: there is no variable 'nonsense'")
                .contains("MISTAKE en/warning.txt.mustache: ")
                .contains("notices: mistakes: ");
        assertThat(written.resolve("en/warning.eml")).exists();
    }

    @Test
    void ownWordsAndInstitutionShouldBeShown() throws Exception {
        Path own = copyOfNotices();
        Files.writeString(own.resolve("pt/warning.subject.mustache"), "Cuidado, {{institution}}\n");
        Files.writeString(
                folder.resolve("mesura.xml"),
                Files.readString(CONFIGURATION.resolve("mesura.xml")).replaceFirst("<name>[^<]*", "<name>Museu"));
        preview.write(own, folder);
        assertThat(Files.readString(written.resolve("pt/warning.eml"))).contains("Subject: Cuidado, Museu");
    }

    @Test
    void mistakesOfSettingsShouldBeSaid() throws Exception {
        Files.writeString(folder.resolve("mesura.xml"), "<mesura><polices/></mesura>");
        assertThat(preview.write(NOTICES, folder)).isFalse();
        assertThat(said()).contains("MISTAKE ", "'polices'");
    }

    private Path copyOfNotices() throws IOException {
        Path copy = folder.resolve("own");
        try (Stream<Path> files = Files.walk(NOTICES)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(NOTICES.relativize(file)));
            }
        }
        return copy;
    }

    private String said() {
        return printed.toString(UTF_8).replace("\r\n", "\n");
    }

    private List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.walk(written)) {
            return files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** The types of what the mail is made of; fails where it is not as RFC 5322 and 2045 have it. */
    private static List<String> types(Path mail) throws IOException, MimeException, MessagingException {
        MimeTokenStream tokens = new MimeTokenStream(MimeConfig.STRICT);
        List<String> types = new ArrayList<>();
        try (InputStream file = Files.newInputStream(mail)) {
            tokens.parse(file);
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                if (state == EntityState.T_BODY) {
                    types.add(tokens.getBodyDescriptor().getMimeType());
                    assertThat(new String(tokens.getDecodedInputStream().readAllBytes(), UTF_8))
                            .isNotBlank()
                            .doesNotContain("\uFFFD");
                }
            }
        }
        return types;
    }
}
