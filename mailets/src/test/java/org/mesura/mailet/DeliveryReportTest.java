/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Properties;

import javax.mail.BodyPart;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.bulk.Evidence;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;

import com.google.common.collect.Iterables;

/** The report of a refusal, by the sections of RFC 3461, 3464, 3834, 5322 and 6522. */
class DeliveryReportTest {
    private static final String X = "x@outside.example";
    private static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));

    /** RFC 6522 section 3: a part for people, one for programs, the message; RFC 3464 section 2 names their types. */
    @Test
    void reportShouldHaveThreePartsInOrder() throws Exception {
        MimeMessage report = report(mail(X), VerdictTest.OVER);
        MimeMultipart parts = (MimeMultipart) report.getContent();

        assertThat(report.getContentType()).startsWith("multipart/report;").contains("report-type=delivery-status");
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(text(report)).contains("Su mensaje no se envió");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/delivery-status");
        assertThat(parts.getBodyPart(2).getContentType()).isEqualTo("message/rfc822");
    }

    /** RFC 3464 sections 2.2 and 2.3: one group of fields for the message and one for each recipient, in this order. */
    @Test
    void fieldsShouldStandInTheOrderOfTheirGrammar() throws Exception {
        FakeMail mail = mail(X, "y@outside.example");
        mail.setDsnParameters(DsnParameters.builder()
                .envId(EnvId.of("QQ314159"))
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(Edge.address("original@localhost")))
                .build()
                .orElseThrow());

        assertThat(fields(report(mail, VerdictTest.OVER))).isEqualTo("""
                Original-Envelope-Id: QQ314159
                Reporting-MTA: dns; correo.example
                Arrival-Date: Tue, 24 Nov 2026 12:00:00 +0000

                Original-Recipient: rfc822; original@localhost
                Final-Recipient: rfc822; x@outside.example
                Action: failed
                Status: 5.7.1
                Diagnostic-Code: x-mesura; 5.7.1 over the account's sending limit

                Final-Recipient: rfc822; y@outside.example
                Action: failed
                Status: 5.7.1
                Diagnostic-Code: x-mesura; 5.7.1 over the account's sending limit
                """);
    }

    /** RFC 3463 and 5248. */
    @Test
    void statusShouldFollowFromTheReason() throws Exception {
        Evidence campaign = new Evidence(Edge.NOON, 3, 163);

        assertThat(fields(report(mail(X), new Reason.NeverFits(HOURLY, 600)))).contains("Status: 5.5.3\n");
        assertThat(fields(report(mail(X), new Reason.TooManyRecipients(100, 163))))
                .contains("Status: 5.5.3\n");
        assertThat(fields(report(mail(X), new Reason.Bulk(campaign, 150)))).contains("Status: 5.7.28\n");
    }

    /** RFC 3461 section 4.1. */
    @Test
    void recipientShouldBeLeftOutWhenItsSenderWantsNoReportOfFailure() throws Exception {
        FakeMail mail = mail(X, "y@outside.example", "z@outside.example");
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(EnumSet.of(Notify.NEVER)))
                .addRcptParameter(
                        Edge.address("y@outside.example"),
                        RecipientDsnParameters.of(EnumSet.of(Notify.SUCCESS, Notify.DELAY)))
                .addRcptParameter(
                        Edge.address("z@outside.example"),
                        RecipientDsnParameters.of(EnumSet.of(Notify.FAILURE, Notify.DELAY)))
                .build()
                .orElseThrow());

        assertThat(fields(report(mail, VerdictTest.OVER)))
                .containsOnlyOnce("Final-Recipient: ")
                .contains("z@outside.example");
    }

    @Test
    void nothingShouldBeSentWhenNoRecipientsSenderWantsAReport() throws Exception {
        FakeMail mail = mail(X);
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(EnumSet.of(Notify.NEVER)))
                .build()
                .orElseThrow());
        Edge edge = refuse(mail, VerdictTest.OVER);

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    /** RFC 3461 sections 6.3 and 6.4: as the sender said it, without xtext; no line of its own, whatever it decodes to. */
    @Test
    void envelopeIdAndOriginalRecipientShouldBeDecodedAndHarmless() throws Exception {
        FakeMail mail = mail(X);
        mail.setDsnParameters(DsnParameters.builder()
                .envId(EnvId.of("a+2Bb+0D+0AAction:+20delivered+F1"))
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(Edge.address("ana+2Btag@localhost")))
                .build()
                .orElseThrow());

        assertThat(fields(report(mail, VerdictTest.OVER)))
                .startsWith("Original-Envelope-Id: a+b??Action: delivered?\nReporting-MTA")
                .contains("Original-Recipient: rfc822; ana+tag@localhost\n");
    }

    /** RFC 3461 section 4.3. */
    @Test
    void messageShouldComeBackWholeOrAsItsHeaderWhenRetSaysSo() throws Exception {
        assertThat(returned(report(with(Ret.HDRS, mail(X)), VerdictTest.OVER)))
                .contains("Subject: ")
                .doesNotContain("Text of");
        assertThat(returned(report(with(Ret.FULL, heavy()), VerdictTest.OVER))).contains("Text of Mail-1");
    }

    @Test
    void messageShouldComeBackAsItsHeaderWhenItIsLargeAndRetIsSilent() throws Exception {
        assertThat(returned(report(mail(X), VerdictTest.OVER))).contains("Text of Mail-1");
        assertThat(returned(report(heavy(), VerdictTest.OVER)))
                .contains("Subject: ")
                .doesNotContain("Text of");
    }

    /** RFC 6532: a header may be UTF-8 by now, and comes back as it was. */
    @Test
    void headerShouldComeBackOctetForOctetWhenItIsNotAscii() throws Exception {
        FakeMail mail = mail(X);
        mail.setMessage(Edge.message("Subject: Año nuevo", "Text"));

        BodyPart head =
                ((MimeMultipart) report(with(Ret.HDRS, mail), VerdictTest.OVER).getContent()).getBodyPart(2);
        assertThat(head.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("Subject: Año nuevo\r\n");
    }

    /** RFC 3834 section 5, RFC 5322 section 3.6.4. */
    @Test
    void headerShouldStopAutomataAndThreadTheReport() throws Exception {
        FakeMail mail = mail(X);
        mail.setMessage(Edge.message("Message-ID: <2@localhost>\nReferences: <0@localhost>\n <1@localhost>", "Text"));
        MimeMessage report = report(mail, VerdictTest.OVER);

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

    /** RFC 5322 section 2.1.1. */
    @Test
    void linesShouldBeShortWhenTheMessagesThreadIsLong() throws Exception {
        FakeMail mail = mail(X);
        String ancestors =
                "<0123456789012345678901234567@localhost>\n ".repeat(20).strip();
        mail.setMessage(
                Edge.message("Message-ID: <" + "m".repeat(800) + "@localhost>\nReferences: " + ancestors, "Text"));

        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        report(with(Ret.HDRS, mail), VerdictTest.OVER).writeTo(octets);
        assertThat(octets.toString(ISO_8859_1).lines()).allMatch(line -> line.length() <= 998);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a@b>\u0001", "<ñ@localhost>", " "})
    void reportShouldBeginAThreadWhenTheMessagesIdIsNone(String id) throws Exception {
        FakeMail mail = mail(X);
        mail.setMessage(Edge.message("Message-ID: " + id, "Text"));

        assertThat(report(mail, VerdictTest.OVER).getHeader("In-Reply-To")).isNull();
    }

    private static FakeMail mail(String... recipients) throws Exception {
        return Edge.submitted("Mail-1", recipients).build();
    }

    private static FakeMail heavy() throws Exception {
        return Edge.submitted("Mail-1", X).size(DeliveryReport.WHOLE_OCTETS + 1).build();
    }

    private static FakeMail with(Ret ret, FakeMail mail) {
        mail.setDsnParameters(DsnParameters.builder().ret(ret).build().orElseThrow());
        return mail;
    }

    /** The report as it leaves the server: written and read again. */
    private static MimeMessage report(FakeMail mail, Reason reason) throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Iterables.getOnlyElement(refuse(mail, reason).context.getSentMails())
                .getMsg()
                .writeTo(sent);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(sent.toByteArray()));
    }

    private static Edge refuse(FakeMail mail, Reason reason) throws Exception {
        Edge edge = new Edge("<institution><name>Alcaldía de Ejemplo</name></institution>");
        VerdictTest.verdict(reason, false).writeOn(mail);
        edge.refuse(edge.context).service(mail);
        assertThat(edge.alarm.count()).isZero();
        return edge;
    }

    private static String text(MimeMessage report) throws Exception {
        return ((MimeMultipart) report.getContent()).getBodyPart(0).getContent().toString();
    }

    private static String fields(MimeMessage report) throws Exception {
        BodyPart fields = ((MimeMultipart) report.getContent()).getBodyPart(1);
        return new String(fields.getInputStream().readAllBytes(), UTF_8).replace("\r\n", "\n");
    }

    private static String returned(MimeMessage report) throws Exception {
        return new String(
                ((MimeMultipart) report.getContent())
                        .getBodyPart(2)
                        .getInputStream()
                        .readAllBytes(),
                UTF_8);
    }
}
