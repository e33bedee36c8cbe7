/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Path SHIPPED = Path.of("../conf/notices");
    private static final Occasion OCCASION = Examples.ALL.get("refused-over-limit");
    private static final Notice BUILT_IN = write(Templates.builtIn());

    @TempDir
    Path folder;

    @BeforeEach
    void copyShippedFolder() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void shippedFolderShouldBeSound() {
        Templates templates = Templates.in(folder);

        assertThat(templates.faults()).isEmpty();
        assertThat(write(templates)).isEqualTo(BUILT_IN);
        assertThat(Templates.builtIn().faults()).isEmpty();
    }

    @Test
    void administratorsTextShouldBeUsedWhenItIsSound() throws IOException {
        replace("es/_why-trust.mustache", "Gracias, {{account}} <3.");
        replace("es/words.properties", "title.overLimit=Mensaje en espera\n");
        Templates templates = Templates.in(folder);

        assertThat(templates.faults()).isEmpty();
        assertThat(write(templates).subject()).startsWith("Mensaje en espera: podrá enviarlo");
        assertThat(write(templates).text()).contains("Gracias, ana@alcaldia.example <3.\n");
        assertThat(write(templates).html()).contains("Gracias, ana@alcaldia.example <3.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#limit}} never closed",
                "{{/limit}}",
                "{{freeat}}",
                "{{message.body}}",
                "{{#figures}}{{nmae}}{{/figures}}",
                "{{title",
                "{{account.class.name}}",
                "{{>_nothing}}",
                "{{>_notice}}{{>refused}}",
            })
    void builtInShouldBeUsedWhenTemplateIsBroken(String broken) throws IOException {
        replace("es/refused.txt.mustache", broken);
        Templates templates = Templates.in(folder);

        assertThat(write(templates)).isEqualTo(BUILT_IN);
        assertThat(templates.faults()).isNotEmpty().first().asString().startsWith("es/refused.txt.mustache: ");
    }

    @Test
    void builtInShouldBeUsedForOneFileOnlyWhenItIsBroken() throws IOException {
        replace("es/_next.mustache", "{{#overLimit}}");
        replace("es/_why-trust.mustache", "Gracias.");
        Templates templates = Templates.in(folder);

        assertThat(write(templates).text()).contains("Gracias.").contains("Guárdelo y envíelo");
        assertThat(templates.faults()).hasSize(2);
        assertThat(templates.faults().get(0)).startsWith("es/_next.mustache: ");
        assertThat(templates.faults().get(1)).endsWith("missing or broken: es/_next.mustache");
    }

    @Test
    void builtInShouldBeUsedWhenPartialsCallEachOtherForEver() throws IOException {
        replace("es/_next.mustache", "{{>_when}}");
        replace("es/_when.mustache", "{{>_next}}");
        Templates templates = Templates.in(folder);

        assertThat(write(templates)).isEqualTo(BUILT_IN);
        assertThat(templates.faults()).isNotEmpty();
    }

    @Test
    void builtInShouldBeUsedWhenFileIsNotUtf8() throws IOException {
        Files.write(folder.resolve("es/_next.mustache"), "envíe".getBytes(StandardCharsets.ISO_8859_1));
        Templates templates = Templates.in(folder);

        assertThat(write(templates)).isEqualTo(BUILT_IN);
        assertThat(templates.faults()).first().isEqualTo("es/_next.mustache: it is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pattern.day=NONSENSE 'de", "and=\\uZZZZ"})
    void builtInShouldBeUsedWhenWordsAreBroken(String words) throws IOException {
        replace("es/words.properties", words);
        Templates templates = Templates.in(folder);

        assertThat(write(templates)).isEqualTo(BUILT_IN);
        assertThat(templates.faults()).first().asString().startsWith("es/words.properties: ");
    }

    @Test
    void builtInShouldBeUsedAndNamedWhenFileIsMissing() throws IOException {
        Files.delete(folder.resolve("pt/warning.html.mustache"));

        assertThat(Templates.in(folder).faults())
                .containsExactly(folder + ": built-in texts are used for what is missing or broken: "
                        + "pt/warning.html.mustache");
    }

    @Test
    void builtInShouldBeUsedWhenFolderIsMissing() {
        Templates templates = Templates.in(folder.resolve("nowhere"));

        assertThat(write(templates)).isEqualTo(BUILT_IN);
        assertThat(templates.faults()).first().asString().contains("the folder cannot be read");
    }

    @Test
    void valueShouldBeEscapedWhenAdministratorWritesTripleBraces() throws IOException {
        replace("es/_why-trust.mustache", "{{{institution}}} {{&institution}}");
        Institution markup = new Institution(
                "<b>X</b>",
                Examples.ZONE,
                Examples.CITY_HALL.helpPage(),
                Examples.CITY_HALL.administrator(),
                Examples.CITY_HALL.helpDesk(),
                Examples.CITY_HALL.mailingLists(),
                Examples.CITY_HALL.newsletter(),
                Examples.CITY_HALL.sharedFolder(),
                Examples.CITY_HALL.communications());

        assertThat(new NoticeWriter(markup, Templates.in(folder))
                        .write(OCCASION, Language.ES)
                        .html())
                .doesNotContain("<b>");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void languagesShouldHaveTheSameFilesAndWords(Language language) throws IOException {
        assertThat(files(language)).isEqualTo(files(Language.ES)).hasSizeGreaterThan(20);
        assertThat(words(language).phrases().keySet())
                .isEqualTo(words(Language.ES).phrases().keySet());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void pageOnProperUseShouldGiveTheSameReasonsAsNotices(Language language) throws IOException {
        String page = Files.readString(SHIPPED.resolve("uso-adecuado." + language.code() + ".html"));

        for (String reason : new String[] {"_why-reputation", "_why-work", "_why-trust"}) {
            Path file = SHIPPED.resolve(language.code()).resolve(reason + Medium.SUFFIX);
            assertThat(page).contains(Files.readString(file).strip());
        }
        for (String way : new String[] {"lists", "newsletter", "folder", "communications"}) {
            assertThat(page).contains(words(language).say("way." + way + ".for"));
        }
    }

    private void replace(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static Notice write(Templates templates) {
        return new NoticeWriter(Examples.CITY_HALL, templates).write(OCCASION, Language.ES);
    }

    private static Words words(Language language) throws IOException {
        return Words.parse(Files.readString(SHIPPED.resolve(Words.file(language))));
    }

    private static Set<String> files(Language language) throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED.resolve(language.code()))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
