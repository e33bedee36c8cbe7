/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.mesura.bulk.Evidence;
import org.mesura.notice.Kind;
import org.mesura.notice.Waited;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/** What the sender of a mail that is kept back is told of it: RFC 3461 and 3464, guarantees 1, 8 and 9. */
class KeptBackReportTest {
    private static final String X = "x@outside.example";
    private static final String Y = "y@outside.example";
    private static final String Z = "z@outside.example";
    private static final Instant TURN = Edge.NOON.plusSeconds(1_800);
    private static final Reason BULK = new Reason.Bulk(new Evidence(Edge.NOON, 9, 163), 150);
    private static final Decision DEFER =
            new Decision.Defer(TURN, VerdictTest.OVER, ImmutableList.of(), Optional.empty());
    private static final Decision HOLD =
            new Decision.Hold(Edge.NOON.plus(Duration.ofDays(3)), BULK, ImmutableList.of());
    private static final Waited.Returned UNDECIDED = new Waited.Returned(Waited.Cause.UNDECIDED, Optional.empty());

    private final Edge edge = new Edge("<institution><language>es</language></institution>");

    /** RFC 3464 section 2.3: Will-Retry-Until is the last of a recipient's fields. */
    @Test
    void deferralShouldBeReportedWithItsTurnToThoseOnlyWhoseSenderAsks() throws Exception {
        FakeMail mail = asking(EnumSet.of(Notify.FAILURE), EnumSet.of(Notify.SUCCESS, Notify.DELAY));
        edge.reports().delayed(mail, verdict(DEFER), edge.context, Edge.NOON);

        assertThat(part(1)).isEqualTo("""
                Reporting-MTA: dns; correo.example
                Arrival-Date: Tue, 24 Nov 2026 12:00:00 +0000

                Final-Recipient: rfc822; y@outside.example
                Action: delayed
                Status: 4.7.1
                Diagnostic-Code: x-mesura; 4.7.1 over the account's sending limit
                Will-Retry-Until: Tue, 24 Nov 2026 12:30:00 +0000
                """);
        assertThat(part(0)).contains("Su mensaje está en camino").contains("a las 12:30");
        assertThat(sent().getSubject()).isEqualTo("Mensaje en espera: informe de entrega");
    }

    @Test
    void holdShouldBeReportedAsAMassMailingUntilItGoesBack() throws Exception {
        edge.reports().delayed(asking(EnumSet.of(Notify.DELAY)), verdict(HOLD), edge.context, Edge.NOON);

        assertThat(part(1))
                .contains("Action: delayed\nStatus: 4.7.28\n")
                .contains("Will-Retry-Until: Fri, 27 Nov 2026 12:00:00 +0000\n");
        assertThat(part(0)).contains("Todavía no lo ha recibido nadie");
    }

    @Test
    void delayAndReturnShouldBeReportedOnceEachWhenTheyComeAgain() throws Exception {
        FakeMail mail = asking(EnumSet.of(Notify.DELAY, Notify.FAILURE));
        for (int time = 0; time < 2; time++) {
            edge.reports().delayed(mail, verdict(HOLD), edge.context, Edge.NOON);
            edge.reports().returned(mail, verdict(HOLD), UNDECIDED, edge.context, Edge.NOON);
        }

        assertThat(edge.context.getSentMails()).hasSize(2);
    }

    @Test
    void returnShouldBeReportedAsAFailureWithTheWholeMessage() throws Exception {
        FakeMail mail = Edge.submitted("Mail-1", X).build();
        edge.reports().returned(mail, verdict(HOLD), UNDECIDED, edge.context, Edge.NOON);

        assertThat(part(1)).contains("Action: failed\nStatus: 5.7.28\n").doesNotContain("Will-Retry-Until");
        assertThat(part(0)).contains("nadie decidió");
        assertThat(part(2)).contains("Text of Mail-1");
    }

    @Test
    void returnShouldSayThatTheAccountIsSuspendedWhenThatIsWhy() throws Exception {
        Waited.Returned paused = new Waited.Returned(Waited.Cause.SUSPENDED, Optional.empty());
        FakeMail mail = Edge.submitted("Mail-1", X).build();
        edge.reports().returned(mail, verdict(DEFER), paused, edge.context, Edge.NOON);

        assertThat(part(1)).contains("5.7.1 the account may not send outside");
        assertThat(part(0)).contains("sigue en pausa").doesNotContain("250");
    }

    @Test
    void holdShouldBeToldInAnAnswerToItsMessageOnce() throws Exception {
        FakeMail mail = Edge.submitted("Mail-1", X).build();
        for (int time = 0; time < 2; time++) {
            edge.guidance()
                    .write(
                            Occasions.of(Kind.HELD, mail, verdict(HOLD), Edge.NOON),
                            mail,
                            verdict(HOLD).id(),
                            edge.context);
        }

        assertThat(edge.context.getSentMails()).hasSize(1);
        assertThat(sent().getSubject()).startsWith("Su mensaje espera una decisión");
        assertThat(sent().getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(sent().getHeader("In-Reply-To")).containsExactly("<Mail-1@localhost>");
    }

    @Test
    void automatonShouldNotBeToldThatItsMailIsHeld() throws Exception {
        FakeMail mail = Edge.submitted("Mail-1", X).build();
        mail.getMessage().setHeader("Auto-Submitted", "auto-generated");
        edge.guidance()
                .write(
                        Occasions.of(Kind.HELD, mail, verdict(HOLD), Edge.NOON),
                        mail,
                        verdict(HOLD).id(),
                        edge.context);

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @SafeVarargs
    private static FakeMail asking(EnumSet<Notify>... notify) throws Exception {
        String[] recipients = {X, Y, Z};
        FakeMail mail = Edge.submitted("Mail-1", recipients).build();
        DsnParameters.Builder parameters = DsnParameters.builder();
        for (int index = 0; index < notify.length; index++) {
            parameters.addRcptParameter(Edge.address(recipients[index]), RecipientDsnParameters.of(notify[index]));
        }
        mail.setDsnParameters(parameters.build().orElseThrow());
        return mail;
    }

    private static Verdict verdict(Decision decision) {
        return new Verdict(
                new SubmissionId("Mail-1"), new Sender("ana@localhost"), "staff", Edge.NOON, decision, 3, 3, 0, false);
    }

    private MimeMessage sent() {
        return Iterables.getOnlyElement(edge.context.getSentMails()).getMsg();
    }

    private String part(int index) throws Exception {
        MimeMultipart report = (MimeMultipart) sent().getContent();
        return new String(report.getBodyPart(index).getInputStream().readAllBytes(), UTF_8).replace("\r\n", "\n");
    }
}
