/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;

/** What a notice in two languages is made of; the golden mails show whole ones. */
class StackedTest {
    private static final NoticeWriter WRITER = new NoticeWriter(Examples.CITY_HALL, Templates.builtIn());
    private static final ImmutableSet<Language> BOTH = ImmutableSet.of(Language.ES, Language.EN);
    private static final Stacked STACKED = new Stacked(BOTH, "English <below>");

    @Test
    void everyNoticeShouldHaveAllOfBothLanguagesInTheirOrder() {
        Examples.ALL.forEach((name, occasion) -> {
            Notice notice = WRITER.write(occasion, BOTH);
            Notice first = WRITER.write(occasion, Language.ES);
            Notice second = WRITER.write(occasion, Language.EN);

            assertThat(notice.languages()).containsExactly(Language.ES, Language.EN);
            assertThat(notice.subject()).as(name).isEqualTo(first.subject() + " / " + second.subject());
            assertThat(notice.text())
                    .as(name)
                    .isEqualTo("English below\n\n" + first.text() + "\n" + "-".repeat(40) + "\n\n" + second.text());
            assertThat(visible(notice.html()))
                    .as(name)
                    .isEqualTo("English below " + visible(first.html()) + " " + visible(second.html()));
        });
    }

    @Test
    void everyPageShouldBeOneWellFormedPageThatNamesBothLanguages() {
        Examples.ALL.forEach((name, occasion) -> {
            Parser parser = Parser.htmlParser().setTrackErrors(10);
            String html = WRITER.write(occasion, BOTH).html();
            Document page = parser.parseInput(html, "");

            assertThat(parser.getErrors()).as(name).isEmpty();
            assertThat(html).as(name).containsOnlyOnce("<html").containsOnlyOnce("</body>");
            assertThat(page.select("html").attr("lang")).isEqualTo("es");
            assertThat(page.select("div[lang=en] h1")).as(name).hasSize(1);
            assertThat(page.select("h1")).as(name).hasSize(2);
        });
    }

    @Test
    void nothingShouldBeDoubledWhenThereIsOneLanguage() {
        Examples.ALL.forEach((name, occasion) -> assertThat(WRITER.write(occasion, ImmutableSet.of(Language.PT)))
                .as(name)
                .isEqualTo(WRITER.write(occasion, Language.PT)));
    }

    @Test
    void linesOfAReportShouldStandBelowEachOther() {
        Occasion refused = Examples.ALL.get("refused-over-limit");

        assertThat(WRITER.shortGuidance(refused, BOTH))
                .isEqualTo("English below\n\n" + WRITER.shortGuidance(refused, Language.ES) + "\n" + "-".repeat(40)
                        + "\n\n" + WRITER.shortGuidance(refused, Language.EN));
    }

    /** An administrator's page may be a few lines only. */
    @Test
    void pageShouldBeTakenWholeWhenItHasNoBody() {
        String page = STACKED.page(ImmutableList.of("<p>uno</p>", "<p>one</p>"));

        assertThat(visible(page)).isEqualTo("English <below> uno one");
        assertThat(Jsoup.parse(page).select("div[lang=en] p").text()).isEqualTo("one");
    }

    private static String visible(String html) {
        return Jsoup.parse(html).body().text();
    }
}
