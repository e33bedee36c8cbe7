/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.submission.Recipients;

/**
 * What a sender may try so that one text to many does not look like one, and what comes of it where twenty may get a text.
 * What is not caught stands here too, with the reason.
 */
class EvasionsTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ALLOWED = 20;
    private static final int CAUGHT = ALLOWED + 1;

    /** Where a text says little of its sender's own, twice as many may get it. */
    private static final int CAUGHT_LATER = 2 * ALLOWED + 1;

    private static final int NEVER = 0;
    private static final int MESSAGES = 120;

    private static final String BODY = "La Secretaría de Hacienda informa que desde el lunes estará abierta la nueva"
            + " plataforma de pagos. Quienes cancelen antes de fin de mes obtendrán un descuento sobre el valor total"
            + " de su factura, sin intereses ni recargos. Para participar basta con ingresar, escribir el número del"
            + " inmueble y elegir la forma de pago. Nuestros asesores resolverán cualquier duda en los puntos de"
            + " atención del centro y de la estación, en horario continuo. No deje pasar esta oportunidad: los cupos"
            + " son limitados y se entregan por orden de llegada.";

    /** More than what a footer may have: a shorter text below words of each message's own is taken for one. */
    private static final String LONG_BODY = BODY + " " + Texts.words(1, 120);

    private static BulkRule rule(Duration window) {
        return new BulkRule(ALLOWED / 2, ALLOWED, 3 * ALLOWED, 25, window, DAY, BulkAction.REFUSE, 50);
    }

    /** Which message is the first that is too many, if each goes to one more outsider; {@link #NEVER} if none is. */
    private static int caughtAt(IntFunction<String> message) {
        return caughtAt(message, MINUTE, DAY);
    }

    private static int caughtAt(IntFunction<String> message, Duration pause, Duration window) {
        var campaigns = Campaigns.NONE;
        var now = START;
        for (var number = 1; number <= MESSAGES; number++) {
            var sighting = campaigns.sight(
                    Texts.ofMessage("From: ana@alcaldia.example\r\n" + message.apply(number)),
                    Recipients.of(0, number),
                    rule(window),
                    now);
            var allowed = sighting.mayReachMore() ? 2 * ALLOWED : ALLOWED;
            if (sighting.evidence().recipients() > allowed) {
                return number;
            }
            campaigns = sighting.entered();
            now = now.plus(pause);
        }
        return NEVER;
    }

    /** Words that no other message has. */
    private static String unique(int message, int count) {
        return Texts.words(10_000L + message, count);
    }

    private static String plain(String text) {
        return Mime.plain(text.replace("\n", "\r\n"));
    }

    private static String lines(String text) {
        return text.replaceAll("(.{50,60}) ", "$1\n");
    }

    private static String quoted(String text) {
        return lines(text).replaceAll("(?m)^", "> ");
    }

    @Test
    void sameTextToOneMoreThanAllowedShouldBeCaught() {
        assertThat(caughtAt(message -> plain(BODY))).isEqualTo(CAUGHT);
    }

    @Test
    void bodyInAQuotationShouldBeCaught() {
        assertThat(caughtAt(message -> plain("Hola Ana" + message + ":\n\n" + quoted(BODY))))
                .isBetween(CAUGHT, CAUGHT_LATER);
        assertThat(caughtAt(message -> plain(unique(message, 5) + "\n\n" + quoted(LONG_BODY))))
                .isBetween(CAUGHT, CAUGHT_LATER);
    }

    @Test
    void bodyInAQuotationOfAPageShouldBeCaught() {
        assertThat(caughtAt(message ->
                        Mime.html("<p>" + unique(message, 3) + "</p><blockquote type=cite>" + BODY + "</blockquote>")))
                .isBetween(CAUGHT, CAUGHT_LATER);
    }

    @Test
    void bodyBelowTheHeadOfAnAnswerShouldBeCaught() {
        assertThat(caughtAt(message -> plain("Para su información.\n\nDe: Ana\nEnviado el: lunes\nPara: todos\nAsunto: "
                        + unique(message, 2) + "\n\n" + BODY)))
                .isBetween(CAUGHT, CAUGHT_LATER);
    }

    @Test
    void bodyInAQuotationBelowAnAnswerOfItsOwnIsNotCaughtBecauseAnswersQuoteWhatTheyAnswer() {
        assertThat(caughtAt(message -> plain(unique(message, 15) + "\n\n" + quoted(BODY))))
                .isEqualTo(NEVER);
    }

    @Test
    void bodyInASignatureShouldBeCaught() {
        assertThat(caughtAt(message -> plain(unique(message, 3) + "\n\n-- \n" + lines(BODY))))
                .isBetween(CAUGHT, CAUGHT_LATER);
    }

    @Test
    void bodyInASignatureThatIsTooLongForOneShouldBeCaught() {
        assertThat(caughtAt(message -> plain(unique(message, 15) + "\n\n-- \n" + lines(LONG_BODY))))
                .isEqualTo(CAUGHT);
    }

    @Test
    void bodyInASignatureBelowATextOfItsOwnIsNotCaughtBecauseSignaturesAreTheSameUnderEveryText() {
        assertThat(caughtAt(message -> plain(unique(message, 15) + "\n\n-- \n" + lines(BODY))))
                .isEqualTo(NEVER);
    }

    @Test
    void enclosedPictureShouldBeCaught() {
        assertThat(caughtAt(message -> "Subject: Convocatoria\r\n"
                        + Mime.multipart(
                                "related",
                                Mime.html("<img src='cid:a" + message + "'>"),
                                "Content-Id: <a" + message + ">\r\n" + Mime.part("image/png", "picture"))))
                .isEqualTo(CAUGHT_LATER);
    }

    @Test
    void remotePictureShouldBeCaught() {
        assertThat(caughtAt(message -> Mime.html("<img src='https://a.example/circular.png'>")))
                .isEqualTo(CAUGHT_LATER);
        assertThat(caughtAt(message ->
                        "Subject: Convocatoria\r\n" + Mime.html("<img src='https://a.example/" + message + ".png'>")))
                .isEqualTo(CAUGHT_LATER);
    }

    @Test
    void pictureThatDiffersUnderDifferentSubjectsIsNotCaughtBecauseWhatItShowsIsNotRead() {
        assertThat(caughtAt(message -> "Subject: " + unique(message, 3) + "\r\n"
                        + Mime.html("<img src='https://a.example/" + message + ".png'>")))
                .isEqualTo(NEVER);
    }

    @Test
    void samePictureUnderDifferentSubjectsIsNotCaughtBecauseASignaturesLogoIsOneToo() {
        assertThat(caughtAt(message ->
                        "Subject: " + unique(message, 3) + "\r\n" + Mime.html("<img src='https://a.example/a.png'>")))
                .isEqualTo(NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Adjunto.", "Ver circular adjunta, gracias."})
    void attachmentUnderTheSameWordsShouldBeCaught(String text) {
        assertThat(caughtAt(message -> "Subject: Circular " + message + "\r\n"
                        + Mime.multipart(
                                "mixed",
                                Mime.plain("Hola Ana" + message + ":\r\n\r\n" + text),
                                Mime.file("application/pdf", "content"))))
                .isEqualTo(CAUGHT_LATER);
    }

    @Test
    void differentAttachmentsUnderALongTextShouldBeCaught() {
        assertThat(caughtAt(message -> Mime.multipart(
                        "mixed", Mime.plain(BODY), Mime.file("application/pdf", "content " + unique(message, 9)))))
                .isEqualTo(CAUGHT);
    }

    @Test
    void attachmentUnderAFewWordsThatDifferIsNotCaughtBecauseFewWordsAreComparedAsAWhole() {
        assertThat(caughtAt(message -> Mime.multipart(
                        "mixed", Mime.plain(unique(message, 4)), Mime.file("application/pdf", "content"))))
                .isEqualTo(NEVER);
    }

    @Test
    void attachmentThatDiffersUnderAFewWordsIsNotCaughtBecauseDifferentFilesUnderThemAreOrdinaryMail() {
        assertThat(caughtAt(message -> Mime.multipart(
                        "mixed", Mime.plain("Adjunto."), Mime.file("application/pdf", "content " + message))))
                .isEqualTo(NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "display:none",
                "visibility:hidden",
                "font-size:0",
                "color:white",
                "opacity:0",
                "max-height:0;overflow:hidden",
            })
    void noiseThatNobodySeesShouldNotHideAText(String style) {
        assertThat(caughtAt(message -> {
                    var noise = "<span style='" + style + "'>" + unique(message, 40) + "</span>";
                    return Mime.html(noise + "<p>" + BODY.replace(". ", ". " + noise) + "</p>" + noise);
                }))
                .isEqualTo(CAUGHT);
    }

    @Test
    void commentsAndElementsWithinWordsShouldNotHideAText() {
        assertThat(caughtAt(message -> Mime.html(
                        BODY.replace("ar", "a<!-- " + unique(message, 3) + " --><b id=a" + message + "></b>r"))))
                .isEqualTo(CAUGHT);
    }

    @Test
    void plainPartThatDiffersShouldNotHideWhatThePageSays() {
        assertThat(caughtAt(message ->
                        Mime.multipart("alternative", Mime.plain(unique(message, 80)), Mime.html("<p>" + BODY))))
                .isEqualTo(CAUGHT);
    }

    @Test
    void eachHalfOfATextShouldBeCaught() {
        var middle = BODY.indexOf("Nuestros");
        var halves = new String[] {BODY.substring(0, middle), BODY.substring(middle)};

        assertThat(caughtAt(message -> plain(halves[message % 2]))).isEqualTo(2 * ALLOWED + 1);
    }

    @Test
    void eachOfThreeTextsInTurnShouldBeCaught() {
        assertThat(caughtAt(message -> plain(Texts.words(message % 3, 60)))).isEqualTo(3 * ALLOWED + 1);
    }

    @Test
    void textsInTurnAreEachCaughtButTogetherReachMoreBecauseATextIsWhatIsCounted() {
        assertThat(caughtAt(message -> plain(Texts.words(message % 7, 60)))).isEqualTo(NEVER);
    }

    @Test
    void lookalikesShouldNotHideAText() {
        assertThat(caughtAt(message -> plain(with(message, BODY, "aeopcxiAEOPCX", "аеорсхіАЕОРСХ"))))
                .isEqualTo(CAUGHT);
        assertThat(caughtAt(message -> plain(with(message, BODY, "aoivEAOHNM", "αοινΕΑΟΗΝΜ"))))
                .isEqualTo(CAUGHT);
    }

    /** {@code text} with half of the letters in {@code letters} replaced, other ones in each message. */
    private static String with(int message, String text, String letters, String lookalikes) {
        var random = new Random(message);
        return text.chars()
                .map(letter -> letters.indexOf(letter) >= 0 && random.nextBoolean()
                        ? lookalikes.charAt(letters.indexOf(letter))
                        : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void styledLettersShouldNotHideAText() {
        assertThat(caughtAt(message -> plain(styled(message)))).isEqualTo(CAUGHT);
    }

    /** The body with half of its small letters bold, other ones in each message. */
    private static String styled(int message) {
        var random = new Random(message);
        return BODY.chars()
                .map(letter -> letter >= 'a' && letter <= 'z' && random.nextBoolean() ? 0x1D41A + letter - 'a' : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u0336", "\ufe0f", "\udb40\udc61"})
    void unseenCharactersShouldNotHideAText(String unseen) {
        assertThat(caughtAt(message -> {
                    var random = new Random(message);
                    return plain(BODY.chars()
                            .mapToObj(letter -> (char) letter + (random.nextInt(4) == 0 ? unseen : ""))
                            .collect(Collectors.joining()));
                }))
                .isEqualTo(CAUGHT);
    }

    @Test
    void textInTheSubjectShouldBeCaught() {
        assertThat(caughtAt(message -> "Subject: Pague hoy su factura " + message + " con descuento\r\n" + plain("")))
                .isEqualTo(CAUGHT_LATER);
        assertThat(caughtAt(message -> "Subject: " + BODY + "\r\n" + plain(unique(message, 5))))
                .isBetween(CAUGHT, CAUGHT_LATER);
    }

    @Test
    void shortTextThatNamesEachRecipientInItsMiddleIsNotCaughtBecauseFewWordsAreComparedAsAWhole() {
        assertThat(caughtAt(message -> "Subject: Pague hoy, " + unique(message, 2) + ", su factura\r\n" + plain("")))
                .isEqualTo(NEVER);
        assertThat(caughtAt(message -> plain("Pague hoy, " + unique(message, 2) + ", su factura")))
                .isEqualTo(NEVER);
    }

    @Test
    void fewRecipientsADayShouldBeCaughtInAWindowOfSomeDays() {
        assertThat(caughtAt(message -> plain(BODY), DAY.dividedBy(5), Duration.ofDays(7)))
                .isEqualTo(CAUGHT);
    }

    @Test
    void fewRecipientsADayAreNotCaughtInAWindowOfOneDayBecauseTheyAreFew() {
        assertThat(caughtAt(message -> plain(BODY), DAY.dividedBy(5), DAY)).isEqualTo(NEVER);
    }

    @Test
    void legalWordsAmongATextShouldNotHideIt() {
        assertThat(caughtAt(message -> plain(sprinkled(message)))).isBetween(CAUGHT, CAUGHT + 5);
    }

    /** The body with legal words at places of each message's own. */
    private static String sprinkled(int message) {
        var random = new Random(message);
        return Arrays.stream(BODY.split(" "))
                .map(word -> random.nextInt(12) == 0 ? "confidencial destinatario " + word : word)
                .collect(Collectors.joining(" "));
    }

    @Test
    void sentencesOfItsOwnAboveALongTextShouldNotHideIt() {
        assertThat(caughtAt(message -> plain(unique(message, 30) + ". " + LONG_BODY)))
                .isBetween(CAUGHT, CAUGHT + 10);
    }

    @Test
    void sentencesOfItsOwnAboveATextWithACodeBelowShouldNotHideIt() {
        assertThat(caughtAt(message -> plain(unique(message, 30) + ". " + BODY + "\n\nCódigo " + unique(message, 1))))
                .isBetween(CAUGHT, CAUGHT + 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void nameAboveATextShouldNotHideIt(int words) {
        assertThat(caughtAt(message -> plain(unique(message, words) + "\n\n" + BODY)))
                .isEqualTo(CAUGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 30})
    void textAsShortAsAFooterBelowWordsOfItsOwnIsNotCaughtBecauseSoFootersLook(int words) {
        assertThat(caughtAt(message -> plain(unique(message, words) + "\n\n" + BODY)))
                .isEqualTo(NEVER);
    }

    @Test
    void legalWordsInATextBelowWordsOfItsOwnAreNotCaughtBecauseSoLegalParagraphsLook() {
        var legal = "confidencial destinatario por error ".repeat(4);

        assertThat(caughtAt(message -> plain(unique(message, 9) + "\n\n" + legal + LONG_BODY)))
                .isEqualTo(NEVER);
    }

    @Test
    void textWhereALettersAddresseeStandsShouldBeFound() {
        var brief = BODY.substring(0, BODY.indexOf("Para"));

        assertThat(caughtAt(message -> plain(lines(brief) + "\n\nEstimada Ana:\n\n" + unique(message, 15))))
                .isEqualTo(CAUGHT);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20, 60})
    void wordsOfItsOwnBelowATextShouldNotHideIt(int words) {
        assertThat(caughtAt(message -> plain(BODY + "\n\n" + unique(message, words))))
                .isBetween(CAUGHT, CAUGHT + 10);
    }

    @Test
    void wordsOfItsOwnAtRandomPlacesShouldNotHideAText() {
        assertThat(caughtAt(message -> {
                    var random = new Random(message);
                    return plain(Stream.of(BODY.split(" "))
                            .map(word -> random.nextInt(12) == 0 ? word + " " + unique(random.nextInt(), 1) : word)
                            .collect(Collectors.joining(" ")));
                }))
                .isBetween(CAUGHT, CAUGHT + 5);
    }

    @Test
    void manyTimesAsManyWordsOfItsOwnHideATextBecauseLittleIsLeftInCommon() {
        assertThat(caughtAt(message -> plain(BODY + "\n\n" + unique(message, 600))))
                .isEqualTo(NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "List-Id: <vecinos.alcaldia.example>",
                "List-Unsubscribe: <mailto:baja@alcaldia.example>",
                "Precedence: bulk",
                "X-Auto-Response-Suppress: All",
                "In-Reply-To: <1@outside.example>",
                "References: <1@outside.example>",
                "Return-Path: <>",
                "Sensitivity: company-confidential",
            })
    void headerFieldsShouldChangeNothing(String field) {
        assertThat(caughtAt(message -> field + "\r\n" + plain(BODY))).isEqualTo(CAUGHT);
        assertThat(caughtAt(message -> message % 2 == 0 ? field + "\r\n" + plain(BODY) : plain(BODY)))
                .isEqualTo(CAUGHT);
    }

    @Test
    void calendarPartShouldChangeNothing() {
        assertThat(caughtAt(message -> Mime.multipart(
                        "alternative",
                        Mime.plain(BODY),
                        Mime.part(
                                "text/calendar; method=REQUEST; charset=utf-8",
                                "BEGIN:VCALENDAR\r\nUID:" + message + "\r\nEND:VCALENDAR"))))
                .isEqualTo(CAUGHT);
    }

    @Test
    void otherFormInEachMessageShouldNotHideAText() {
        var forms = IntStream.range(0, 4)
                .mapToObj(form -> switch (form) {
                    case 0 -> plain(BODY);
                    case 1 -> plain(lines(BODY));
                    case 2 -> Mime.html("<table><tr><td>" + BODY + "</table>");
                    default -> Mime.multipart("alternative", Mime.plain(BODY), Mime.html("<p>" + BODY));
                })
                .toList();

        assertThat(caughtAt(message -> forms.get(message % forms.size()))).isEqualTo(CAUGHT);
    }
}
