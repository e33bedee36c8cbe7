/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.mailet.Reported.X;
import static org.mesura.mailet.Reported.mail;
import static org.mesura.mailet.Reported.part;
import static org.mesura.mailet.Reported.refuse;
import static org.mesura.mailet.Reported.report;
import static org.mesura.mailet.Reported.returned;
import static org.mesura.mailet.Reported.text;
import static org.mesura.mailet.Reported.with;

import java.util.Optional;

import javax.mail.BodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.common.collect.Iterables;

/** RFC 6522, the media type {@code multipart/report}, by its sections. */
class Rfc6522Test {
    @Test
    @DisplayName("3: first a part for people, then one for programs, then the message")
    void reportShouldHaveThreePartsInOrder() throws Exception {
        MimeMessage report = report(mail(X));
        MimeMultipart parts = (MimeMultipart) report.getContent();

        assertThat(report.getContentType()).startsWith("multipart/report;").contains("report-type=delivery-status");
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(text(report)).contains("Su mensaje no se envió");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/delivery-status");
        assertThat(parts.getBodyPart(2).getContentType()).isEqualTo("message/rfc822");
    }

    @Test
    @DisplayName("3: report-type is the subtype of the second part")
    void reportTypeShouldNameTheSubtypeOfTheSecondPart() throws Exception {
        MimeMessage report = report(mail(X));

        assertThat(part(report, 1).getContentType()).isEqualTo("message/delivery-status");
        assertThat(report.getContentType()).contains("report-type=delivery-status", "boundary=");
    }

    @Test
    @DisplayName("3: the multipart itself is not encoded, only 7bit, 8bit or binary")
    void multipartAndStatusShouldNotBeEncoded() throws Exception {
        MimeMessage report = report(mail(X));

        assertThat(Optional.ofNullable(report.getEncoding())).isIn(Optional.empty(), Optional.of("7bit"));
        assertThat(part(report, 1).getHeader("Content-Transfer-Encoding")).containsExactly("7bit");
    }

    @ParameterizedTest
    @DisplayName("3: what people read is in their language, in a charset that has its letters")
    @ValueSource(strings = {"es", "en", "pt"})
    void firstPartShouldBeInTheLanguageOfTheSender(String language) throws Exception {
        Edge edge = new Edge("<institution><language>" + language + "</language></institution>");
        refuse(edge, mail(X), VerdictTest.OVER);
        MimeMessage report = Reported.again(
                Iterables.getOnlyElement(edge.context.getSentMails()).getMsg());

        assertThat(part(report, 0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(text(report))
                .contains(
                        switch (language) {
                            case "es" -> "Su mensaje no se envió";
                            case "pt" -> "Sua mensagem não foi enviada";
                            default -> "Your message was not sent";
                        });
    }

    @Test
    @DisplayName("3: what people read in two languages is one part")
    void firstPartShouldHaveBothLanguagesWhenThereAreTwo() throws Exception {
        Edge edge = new Edge("<institution><language>es</language><secondLanguage>pt</secondLanguage></institution>");
        refuse(edge, mail(X), VerdictTest.OVER);
        MimeMessage report = Reported.again(
                Iterables.getOnlyElement(edge.context.getSentMails()).getMsg());

        assertThat(((MimeMultipart) report.getContent()).getCount()).isEqualTo(3);
        assertThat(text(report)).contains("Su mensaje no se envió").contains("Sua mensagem não foi enviada");
        assertThat(report.getSubject())
                .isEqualTo("Mensaje no enviado: informe de entrega / Mensagem não enviada: relatório de entrega");
    }

    @Test
    @DisplayName("4: text/rfc822-headers has the header and nothing of the body")
    void returnedHeaderShouldHaveNothingOfTheBody() throws Exception {
        MimeMessage report = report(with(Ret.HDRS, mail(X)));

        assertThat(part(report, 2).getContentType()).startsWith("text/rfc822-headers");
        assertThat(returned(report)).isEqualTo("Message-ID: <Mail-1@localhost>\r\nSubject: A word on Mail-1\r\n");
    }

    @Test
    @DisplayName("4: the header comes back as it was (RFC 6532: it may be UTF-8)")
    void headerShouldComeBackOctetForOctetWhenItIsNotAscii() throws Exception {
        FakeMail mail = mail(X);
        mail.setMessage(Edge.message("Subject: Año nuevo", "Text"));

        BodyPart head = ((MimeMultipart) report(with(Ret.HDRS, mail)).getContent()).getBodyPart(2);
        assertThat(head.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("Subject: Año nuevo\r\n");
    }
}
