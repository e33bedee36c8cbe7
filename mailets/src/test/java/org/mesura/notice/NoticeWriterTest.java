/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;

class NoticeWriterTest {
    // what is left where a variable was empty: braces, brackets around nothing, a mark after a blank, two marks
    private static final Pattern GAP =
            Pattern.compile("[{}]|\\(\\s*\\)|[«“]\\s*[»”]|\\s[,;.](\\s|$)|[,;:]\\s*[,;:.]|\\.\\.");
    private static final Templates TEMPLATES = Templates.builtIn();
    private static final NoticeWriter WRITER = new NoticeWriter(Examples.CITY_HALL, TEMPLATES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=https://spy.example/x.png>",
                "\"><a href='https://phish.example'>here</a>",
                "{{institution}} {{{title}}}",
                "&lt;b&gt; & <!-- -->",
            })
    void subjectShouldBeShownAsWrittenWhenItIsMarkup(String subject) {
        Notice notice = WRITER.write(about(subject), Language.ES);
        Document page = Jsoup.parse(notice.html());

        assertThat(page.select("bdi").text()).isEqualTo(subject);
        assertThat(page.select("bdi").first().children()).isEmpty();
        assertThat(page.select("script, img")).isEmpty();
        assertThat(notice.text()).contains("- Asunto: «" + subject + "»");
    }

    @Test
    void subjectShouldStayOneLineWhenItCarriesHeadersAndMarks() {
        Notice notice =
                WRITER.write(about("Hola\r\nBcc: victima@x.example\r\n\r\n- Usado: 0\u202e\u2066\u0000"), Language.ES);

        assertThat(notice.text()).contains("- Asunto: «Hola Bcc: victima@x.example - Usado: 0»\n");
    }

    @Test
    void reasonOfAPersonShouldBeOneHarmlessLine() {
        Occasion rejected = Examples.returned(
                Examples.OVER_LIMIT,
                Waited.Cause.REJECTED,
                "No.\r\nBcc: victima@x.example\u202e <script>alert(1)</script>{{account}}" + "x".repeat(5_000));
        Notice notice = WRITER.write(rejected, Language.ES);

        assertThat(notice.text().replace('\n', ' '))
                .contains("«No. Bcc: victima@x.example <script>alert(1)</script>{{account}}xx")
                .hasSizeLessThan(4_000);
        assertThat(notice.text()).doesNotContain("\nBcc", "\u202e");
        assertThat(Jsoup.parse(notice.html()).select("script")).isEmpty();
    }

    @Test
    void subjectShouldBeShortenedWhenItIsTenKilobytes() {
        Notice notice = WRITER.write(about("😀".repeat(5_000)), Language.EN);

        assertThat(Jsoup.parse(notice.html()).select("bdi").text())
                .hasSizeLessThanOrEqualTo(120)
                .endsWith("😀…");
        assertThat(notice.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n ", "\u202e"})
    void subjectShouldBeLeftOutWhenNothingOfItCanBeShown(String subject) {
        assertThat(WRITER.write(about(subject), Language.ES).text()).doesNotContain("Asunto");
    }

    @Test
    void noticesSubjectShouldBeOneHarmlessLineWhenConfigurationIsNot() {
        Institution odd = new Institution(
                "A\r\nX-Evil: 1",
                Examples.ZONE,
                Optional.of("https://x.example/\"onclick=\"x"),
                Optional.empty(),
                Optional.of(new Contact("<b>B</b>", Optional.of("a\"@b.example"), Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Document page = Jsoup.parse(
                new NoticeWriter(odd, TEMPLATES).write(about("x"), Language.ES).html());

        assertThat(page.select("b, [onclick]")).isEmpty();
        assertThat(page.text()).contains("A X-Evil: 1").contains("<b>B</b>");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noticeShouldLeaveOutWhatInstitutionDoesNotOffer(Language language) {
        NoticeWriter bare = new NoticeWriter(Examples.BARE, TEMPLATES);
        Words words = TEMPLATES.words(language);

        Examples.ALL.values().forEach(occasion -> {
            Notice notice = bare.write(occasion, language);
            assertThat(notice.text())
                    .doesNotContain(words.say("label.instead"))
                    .doesNotContain(words.say("label.ask"))
                    .doesNotContain(words.say("label.page"));
            assertThat(Jsoup.parse(notice.html()).select("a")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void shortGuidanceShouldHaveEightToFifteenLinesWhenInstitutionOffersHelp(Language language) {
        Examples.ALL.values().stream().filter(Occasion::isReported).forEach(occasion -> {
            List<String> lines =
                    WRITER.shortGuidance(occasion, language).lines().toList();
            assertThat(lines).hasSizeBetween(8, 15);
            assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
        });
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "ES, America/Bogota, martes 24 de noviembre a las 14:35 (hora de Colombia)",
        "ES, Europe/Madrid, martes 24 de noviembre a las 20:35 (hora de Europa central)",
        "EN, Asia/Kolkata, Wednesday 25 November at 01:05 (",
    })
    void freeAtShouldBeToldInTheZoneOfTheInstitution(Language language, ZoneId zone, String expected) {
        Institution there = new Institution(
                "X",
                zone,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String text =
                new NoticeWriter(there, TEMPLATES).write(about("x"), language).text();

        assertThat(text.replace('\n', ' ')).contains(expected);
    }

    @Test
    void freeAtShouldNotBePromisedTooEarlyWhenItIsBetweenMinutes() {
        Reason.OverLimit between = new Reason.OverLimit(Examples.HOURLY, 480, 60, Examples.NOW.plusSeconds(61));
        String text = WRITER.write(Examples.occasion(Kind.REFUSED, 60, between), Language.ES)
                .text();

        assertThat(text.replace('\n', ' ')).contains("a las 12:27").contains("dentro de 2 minutos");
    }

    @Test
    void waitingShouldNotBeOfferedWhenMessageNeverFits() {
        Notice notice = WRITER.write(Examples.ALL.get("refused-never-fits"), Language.ES);

        assertThat(notice.text()).contains("Esperar no lo cambiará").doesNotContain("Podrá enviarlo");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noticeShouldHaveNoGapWhereAValueBelongs(Language language) {
        for (Institution institution : List.of(Examples.CITY_HALL, Examples.BARE)) {
            NoticeWriter writer = new NoticeWriter(institution, TEMPLATES);
            Examples.ALL.values().forEach(occasion -> {
                Notice notice = writer.write(occasion, language);
                String page = Jsoup.parse(notice.html()).text();
                assertThat(List.of(notice.subject(), notice.text().replace('\n', ' '), page))
                        .allSatisfy(text -> assertThat(text).doesNotContainPattern(GAP));
            });
        }
    }

    @Test
    void noticesShouldBeTheSameWhenManyThreadsWriteThem() {
        Occasion occasion = Examples.ALL.get("refused-over-limit");
        Notice alone = WRITER.write(occasion, Language.PT);

        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> WRITER.write(occasion, Language.PT)))
                .allMatch(alone::equals);
    }

    @Test
    void accountShouldBeShortenedWhenItIs250CharactersLong() {
        Occasion usual = about("x");
        Occasion occasion = new Occasion(
                usual.kind(),
                new Sender("a".repeat(250) + "@alcaldia.example"),
                usual.message(),
                usual.reason(),
                usual.policy(),
                usual.usage(),
                usual.now());

        assertThat(WRITER.write(occasion, Language.ES).text().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(78));
    }

    private static Occasion about(String subject) {
        return Examples.about(new Message(Optional.of(subject), Examples.NOW, 60), Kind.REFUSED, Examples.OVER_LIMIT);
    }
}
