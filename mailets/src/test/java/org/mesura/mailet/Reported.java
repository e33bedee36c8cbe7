/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Properties;

import javax.mail.BodyPart;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.mesura.review.Reason;

import com.google.common.collect.Iterables;

/** Reports of refusals, as they leave the server: written and read again. */
final class Reported {
    static final String X = "x@outside.example";
    static final String Y = "y@outside.example";
    static final String Z = "z@outside.example";

    private Reported() {}

    static FakeMail mail(String... recipients) throws Exception {
        return Edge.submitted("Mail-1", recipients).build();
    }

    /** One that is too large to come back whole unless it is asked for. */
    static FakeMail heavy() throws Exception {
        return Edge.submitted("Mail-1", X).size(DeliveryReport.WHOLE_OCTETS + 1).build();
    }

    static FakeMail with(Ret ret, FakeMail mail) {
        mail.setDsnParameters(DsnParameters.builder().ret(ret).build().orElseThrow());
        return mail;
    }

    static FakeMail with(DsnParameters.Builder parameters, FakeMail mail) {
        mail.setDsnParameters(parameters.build().orElseThrow());
        return mail;
    }

    /** That {@code mail} was refused because the account is over its limit. */
    static MimeMessage report(FakeMail mail) throws Exception {
        return report(mail, VerdictTest.OVER);
    }

    static MimeMessage report(FakeMail mail, Reason reason) throws Exception {
        return again(Iterables.getOnlyElement(refuse(mail, reason).context.getSentMails())
                .getMsg());
    }

    static MimeMessage again(MimeMessage message) throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        message.writeTo(sent);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(sent.toByteArray()));
    }

    static Edge refuse(FakeMail mail, Reason reason) throws Exception {
        return refuse(new Edge("<institution><name>Alcaldía de Ejemplo</name></institution>"), mail, reason);
    }

    static Edge refuse(Edge edge, FakeMail mail, Reason reason) throws Exception {
        VerdictTest.verdict(reason, false).writeOn(mail);
        edge.refuse(edge.context).service(mail);
        assertThat(edge.alarm.count()).isZero();
        return edge;
    }

    /** What a person reads. */
    static String text(MimeMessage report) throws Exception {
        return part(report, 0).getContent().toString();
    }

    /** What a program reads. */
    static String fields(MimeMessage report) throws Exception {
        return octets(part(report, 1)).replace("\r\n", "\n");
    }

    /** What comes back of the message. */
    static String returned(MimeMessage report) throws Exception {
        return octets(part(report, 2));
    }

    static BodyPart part(MimeMessage report, int index) throws Exception {
        return ((MimeMultipart) report.getContent()).getBodyPart(index);
    }

    private static String octets(BodyPart part) throws Exception {
        return new String(part.getInputStream().readAllBytes(), UTF_8);
    }
}
