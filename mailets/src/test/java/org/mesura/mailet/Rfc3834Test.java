/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.mailet.Reported.X;
import static org.mesura.mailet.Reported.mail;
import static org.mesura.mailet.Reported.part;
import static org.mesura.mailet.Reported.report;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import javax.mail.BodyPart;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/** RFC 3834, automatic responses, by its sections: what notices and reports do. */
class Rfc3834Test {
    private static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));
    private static final ImmutableList<LimitUsage> FULL = ImmutableList.of(new LimitUsage(HOURLY, 450));
    private static final Decision ACCEPT = new Decision.Accept(FULL, Optional.empty());
    private static final Decision REFUSE = new Decision.Refuse(VerdictTest.OVER, FULL);

    private final Edge edge = new Edge("<institution><name>Alcaldía de Ejemplo</name></institution>");

    @ParameterizedTest
    @DisplayName("2: what is not marked no is not answered")
    @ValueSource(strings = {"auto-replied", "Auto-Generated; owner=x", "auto-notified"})
    void automatonShouldNotBeAnswered(String value) throws Exception {
        guide(with("Auto-Submitted: " + value), REFUSE);

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("2: what says that a person sent it is answered")
    @ValueSource(strings = {"no", " No ", "no; because"})
    void personShouldBeAnsweredWhoseMessageSaysThatSheIsOne(String value) throws Exception {
        guide(with("Auto-Submitted: " + value), REFUSE);

        assertThat(edge.context.getSentMails()).hasSize(1);
    }

    @Test
    @DisplayName("2: what is from <> is not answered")
    void nullSenderShouldNotBeAnswered() throws Exception {
        guide(Edge.submitted("Mail-1", X).sender(MaybeSender.nullSender()).build(), REFUSE);

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    @DisplayName("2: the same is not said again to the same person within a time")
    void guidanceShouldComeOnceWhenTheReasonComesAgain() throws Exception {
        guide(Edge.submitted("Mail-1", X).build(), REFUSE);
        guide(Edge.submitted("Mail-1", X).build(), REFUSE);
        guide(Edge.submitted("Mail-2", X).build(), REFUSE);

        assertThat(edge.context.getSentMails()).hasSize(1);
    }

    @Test
    @DisplayName("3.1.1: From is an address that people answer for, with a name they know")
    void fromShouldBeThePostmasterInTheNameOfTheInstitution() throws Exception {
        guide(mail(X), REFUSE);

        assertThat(((InternetAddress) sent().getFrom()[0]).getPersonal()).isEqualTo("Alcaldía de Ejemplo");
        assertThat(sent().getFrom()).singleElement().asString().endsWith("<postmaster@correo.example>");
    }

    @Test
    @DisplayName("3.1.2: Reply-To is not needed: what is sent to From reaches a person")
    void replyToShouldBeAbsent() throws Exception {
        guide(mail(X), REFUSE);

        assertThat(sent().getHeader("Reply-To")).isNull();
    }

    @Test
    @DisplayName("3.1.3: To is whom it answers, and nobody else")
    void toShouldBeTheAccountAlone() throws Exception {
        guide(with("Reply-To: other@outside.example\nCc: third@outside.example"), REFUSE);

        assertThat(sent().getAllRecipients()).singleElement().hasToString("ana@localhost");
    }

    @Test
    @DisplayName("3.1.4: Date is that of the response")
    void dateShouldBeWhenItIsWritten() throws Exception {
        FakeMail mail = with("Date: Mon, 1 Jun 2026 10:00:00 +0000");
        edge.clock.advance(Duration.ofMinutes(7));
        guide(mail, REFUSE);

        assertThat(sent().getSentDate()).isEqualTo(Instant.parse("2026-11-24T12:07:00Z"));
    }

    @Test
    @DisplayName("3.1.5: Subject says what happened, of a length that mail programs show")
    void subjectShouldSayWhatHappenedAndNotRepeatTheSenders() throws Exception {
        guide(mail(X), REFUSE);

        assertThat(sent().getSubject())
                .startsWith("Su mensaje no se envió")
                .doesNotContain("A word on")
                .hasSizeLessThanOrEqualTo(150);
    }

    @Test
    @DisplayName("3.1.6, 3.1.7: In-Reply-To, References and Auto-Submitted; RFC 5322, 3.6.4")
    void headerShouldStopAutomataAndThreadTheReport() throws Exception {
        FakeMail mail = mail(X);
        mail.setMessage(Edge.message("Message-ID: <2@localhost>\nReferences: <0@localhost>\n <1@localhost>", "Text"));
        MimeMessage report = report(mail);

        assertThat(report.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(report.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(report.getHeader("In-Reply-To")).containsExactly("<2@localhost>");
        assertThat(report.getHeader("References")).containsExactly("<0@localhost> <1@localhost> <2@localhost>");
        assertThat(report.getHeader("X-Mesura-Submission")).containsExactly("Mail-1");
        assertThat(report.getMessageID()).endsWith("@correo.example>");
        assertThat(report.getSubject()).isEqualTo("Mensaje no enviado: informe de entrega");
        assertThat(report.getFrom()).singleElement().asString().endsWith("<postmaster@correo.example>");
        assertThat(report.getSentDate()).isEqualTo(Instant.parse("2026-11-24T12:00:00Z"));
    }

    @Test
    @DisplayName("3.1.6: guidance is threaded to the message it is about")
    void guidanceShouldBeThreadedToItsMessage() throws Exception {
        guide(mail(X), REFUSE);

        assertThat(sent().getHeader("In-Reply-To")).containsExactly("<Mail-1@localhost>");
        assertThat(sent().getHeader("References")).containsExactly("<Mail-1@localhost>");
    }

    @ParameterizedTest
    @DisplayName("3.1.6: what has no id of its own is not threaded to")
    @ValueSource(strings = {"<a@b>\u0001", "<ñ@localhost>", " "})
    void reportShouldBeginAThreadWhenTheMessagesIdIsNone(String id) throws Exception {
        FakeMail mail = mail(X);
        mail.setMessage(Edge.message("Message-ID: " + id, "Text"));

        assertThat(report(mail).getHeader("In-Reply-To")).isNull();
    }

    @Test
    @DisplayName("3.1.6: a long thread does not make a long line; RFC 5322, 2.1.1")
    void linesShouldBeShortWhenTheMessagesThreadIsLong() throws Exception {
        FakeMail mail = mail(X);
        String ancestors =
                "<0123456789012345678901234567@localhost>\n ".repeat(20).strip();
        mail.setMessage(
                Edge.message("Message-ID: <" + "m".repeat(800) + "@localhost>\nReferences: " + ancestors, "Text"));

        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        report(Reported.with(Ret.HDRS, mail)).writeTo(octets);
        assertThat(octets.toString(ISO_8859_1).lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    @DisplayName("3.1.8: Precedence, which is of no standard, is left out")
    void precedenceShouldBeAbsent() throws Exception {
        guide(mail(X), REFUSE);

        assertThat(sent().getHeader("Precedence")).isNull();
    }

    @Test
    @DisplayName("3.2: it is short on what it answers, says that it is automatic, and is plain text first")
    void contentShouldTellWhatItAnswersAndThatNobodyWroteIt() throws Exception {
        guide(mail(X), REFUSE);
        BodyPart text = part(sent(), 0);

        assertThat(text.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(text.getContent().toString())
                .contains("Asunto: «A word on Mail-1»")
                .contains("Aviso automático del servidor")
                .doesNotContain("Text of Mail-1");
    }

    @Test
    @DisplayName("4: it goes to whom the server knows for the sender, never to From, from <>")
    void answerShouldGoToTheAccountWhateverTheHeaderSays() throws Exception {
        guide(with("From: victim@outside.example\nSender: victim@outside.example"), REFUSE);

        assertThat(edge.context.getSentMails()).singleElement().satisfies(sent -> {
            assertThat(sent.getSender()).isEqualTo(MailAddress.nullSender());
            assertThat(sent.getRecipients()).containsExactly(Edge.address("ana@localhost"));
        });
    }

    @Test
    @DisplayName("5: auto-replied answers a message, auto-generated does not: a warning")
    void guidanceShouldSayWhetherItAnswersAMessage() throws Exception {
        guide(Edge.submitted("Mail-1", X).build(), ACCEPT);
        guide(Edge.submitted("Mail-2", X).build(), REFUSE);

        assertThat(edge.context.getSentMails())
                .extracting(sent -> sent.getMsg().getHeader("Auto-Submitted")[0])
                .containsExactly("auto-generated", "auto-replied");
    }

    private void guide(FakeMail mail, Decision decision) throws Exception {
        new Verdict(
                        new SubmissionId(mail.getName()),
                        new Sender("ana@localhost"),
                        "staff",
                        Edge.NOON,
                        decision,
                        1,
                        1,
                        0,
                        false)
                .writeOn(mail);
        edge.guidance(edge.context).service(mail);
        assertThat(edge.alarm.count()).isZero();
    }

    private MimeMessage sent() throws Exception {
        return Reported.again(
                Iterables.getOnlyElement(edge.context.getSentMails()).getMsg());
    }

    private static FakeMail with(String head) throws Exception {
        FakeMail mail = mail(X);
        mail.setMessage(Edge.message("Message-ID: <Mail-1@localhost>\n" + head, "Text"));
        return mail;
    }
}
