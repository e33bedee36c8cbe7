/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.mailet.Reported.X;
import static org.mesura.mailet.Reported.Y;
import static org.mesura.mailet.Reported.Z;
import static org.mesura.mailet.Reported.fields;
import static org.mesura.mailet.Reported.heavy;
import static org.mesura.mailet.Reported.mail;
import static org.mesura.mailet.Reported.refuse;
import static org.mesura.mailet.Reported.report;
import static org.mesura.mailet.Reported.returned;
import static org.mesura.mailet.Reported.with;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.DsnParameters.Ret;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/** RFC 3461, what a sender asks of delivery reports, by its sections; {@code HeldCopiesTest} has 5.2.1, {@code KeptBackReportTest} more of 5.2.5. */
class Rfc3461Test {
    private static final Instant TURN = Edge.NOON.plusSeconds(1_800);
    private static final Verdict DEFER =
            verdict(new Decision.Defer(TURN, VerdictTest.OVER, ImmutableList.of(), Optional.empty()));

    @Test
    @DisplayName("5.2.5: a delay is reported to whoever asks for it")
    void delayShouldBeReportedWhenNotifyAsksForIt() throws Exception {
        assertThat(delayed(asking(EnumSet.of(Notify.DELAY))).context.getSentMails())
                .hasSize(1);
    }

    @Test
    @DisplayName("5.2.5 (c): a delay is not reported where NOTIFY is given without DELAY")
    void delayShouldBeReportedToNobodyWhenNotifyIsGivenWithoutIt() throws Exception {
        assertThat(delayed(asking(EnumSet.of(Notify.FAILURE))).context.getSentMails())
                .isEmpty();
        assertThat(delayed(asking(EnumSet.of(Notify.NEVER))).context.getSentMails())
                .isEmpty();
    }

    @Test
    @DisplayName("5.2.5 (b): where NOTIFY is not given a delay may be reported; a notice tells of it")
    void delayShouldBeReportedToNobodyWhenNotifyIsNotGiven() throws Exception {
        assertThat(delayed(mail(X)).context.getSentMails()).isEmpty();
    }

    @Test
    @DisplayName("5.2.6: a failure is reported of those only whose NOTIFY has FAILURE")
    void recipientShouldBeLeftOutWhenItsSenderWantsNoReportOfFailure() throws Exception {
        FakeMail mail = mail(X, Y, Z);
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(EnumSet.of(Notify.NEVER)))
                .addRcptParameter(Edge.address(Y), RecipientDsnParameters.of(EnumSet.of(Notify.SUCCESS, Notify.DELAY)))
                .addRcptParameter(Edge.address(Z), RecipientDsnParameters.of(EnumSet.of(Notify.FAILURE, Notify.DELAY)))
                .build()
                .orElseThrow());

        assertThat(fields(report(mail))).containsOnlyOnce("Final-Recipient: ").contains(Z);
    }

    @Test
    @DisplayName("5.2.6: nothing is sent where NOTIFY is NEVER")
    void nothingShouldBeSentWhenNoRecipientsSenderWantsAReport() throws Exception {
        FakeMail mail = mail(X);
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(EnumSet.of(Notify.NEVER)))
                .build()
                .orElseThrow());
        Edge edge = refuse(mail, VerdictTest.OVER);

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    @DisplayName("5.2.6: a failure is reported where NOTIFY is not given")
    void failureShouldBeReportedWhenNotifyIsNotGiven() throws Exception {
        assertThat(fields(report(mail(X)))).contains("Final-Recipient: rfc822; " + X);
    }

    @Test
    @DisplayName("5.2.8: one report tells of all recipients")
    void reportShouldBeOneWhenSeveralRecipientsFail() throws Exception {
        Edge edge = refuse(mail(X, Y, Z), VerdictTest.OVER);

        assertThat(edge.context.getSentMails()).hasSize(1);
    }

    @Test
    @DisplayName("6.1: a report is from <> and asks for none itself")
    void envelopeShouldBeFromNobodyToTheSender() throws Exception {
        SentMail sent = Iterables.getOnlyElement(
                refuse(mail(X), VerdictTest.OVER).context.getSentMails());

        assertThat(sent.getSender()).isEqualTo(MailAddress.nullSender());
        assertThat(sent.getRecipients()).containsExactly(Edge.address("ana@localhost"));
    }

    @Test
    @DisplayName("6.2: no report answers what is from <>")
    void reportShouldGoToTheAccountAndNeverToNobody() throws Exception {
        FakeMail mail =
                Edge.submitted("Mail-1", X).sender(MaybeSender.nullSender()).build();
        Edge edge = refuse(mail, VerdictTest.OVER);

        assertThat(edge.context.getSentMails())
                .allSatisfy(sent -> assertThat(sent.getRecipients()).containsExactly(Edge.address("ana@localhost")));
    }

    @Test
    @DisplayName("6.2: the message comes back whole, or as its header, as RET says")
    void messageShouldComeBackWholeOrAsItsHeaderWhenRetSaysSo() throws Exception {
        assertThat(returned(report(with(Ret.HDRS, mail(X)))))
                .contains("Subject: ")
                .doesNotContain("Text of");
        assertThat(returned(report(with(Ret.FULL, heavy())))).contains("Text of Mail-1");
    }

    @Test
    @DisplayName("6.2: without RET it is as the server likes")
    void messageShouldComeBackAsItsHeaderWhenItIsLargeAndRetIsSilent() throws Exception {
        assertThat(returned(report(mail(X)))).contains("Text of Mail-1");
        assertThat(returned(report(heavy()))).contains("Subject: ").doesNotContain("Text of");
    }

    @Test
    @DisplayName("4.3: RET holds for reports of failure; of a delay the header comes back")
    void headerShouldBeEnoughWhenItIsDelayedThoughRetSaysFull() throws Exception {
        FakeMail mail = with(
                DsnParameters.builder()
                        .ret(Ret.FULL)
                        .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(EnumSet.of(Notify.DELAY))),
                mail(X));

        assertThat(returned(Iterables.getOnlyElement(delayed(mail).context.getSentMails())
                        .getMsg()))
                .contains("Subject: A word on Mail-1")
                .doesNotContain("Text of");
    }

    @Test
    @DisplayName(
            "6.3: ENVID and ORCPT as the sender said them, without xtext; no line of their own, whatever they decode to")
    void envelopeIdAndOriginalRecipientShouldBeDecodedAndHarmless() throws Exception {
        FakeMail mail = mail(X);
        mail.setDsnParameters(DsnParameters.builder()
                .envId(EnvId.of("a+2Bb+0D+0AAction:+20delivered+F1"))
                .addRcptParameter(Edge.address(X), RecipientDsnParameters.of(Edge.address("ana+2Btag@localhost")))
                .build()
                .orElseThrow());

        assertThat(fields(report(mail)))
                .startsWith("Original-Envelope-Id: a+b??Action: delivered?\nReporting-MTA")
                .contains("Original-Recipient: rfc822; ana+tag@localhost\n");
    }

    private static Verdict verdict(Decision decision) {
        return new Verdict(
                new SubmissionId("Mail-1"), new Sender("ana@localhost"), "staff", Edge.NOON, decision, 3, 3, 0, false);
    }

    private static Edge delayed(FakeMail mail) throws Exception {
        Edge edge = new Edge("");
        edge.reports().delayed(mail, DEFER, edge.context, Edge.NOON);
        return edge;
    }

    private static FakeMail asking(EnumSet<Notify> notify) throws Exception {
        return with(
                DsnParameters.builder().addRcptParameter(Edge.address(X), RecipientDsnParameters.of(notify)), mail(X));
    }
}
