/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.review.Decision;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/** What becomes of a refused mail: guarantees 1 and 6. {@link Rfc3464Test} and its like look into the report. */
class RefuseSubmissionTest {
    private static final String KEPT = "file://var/mail/mesura-refused/";

    private final Edge edge = new Edge(Edge.SMALL);

    @Test
    void reportShouldGoToTheAccountFromNobodyAndTheMailEnd() throws Exception {
        Mail mail = refused("x@outside.example");
        edge.refuse(edge.context).service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(edge.context.getSentMails()).singleElement().satisfies(report -> {
            assertThat(report.getSender()).isEqualTo(MailAddress.nullSender());
            assertThat(report.getRecipients()).containsExactly(Edge.address("ana@localhost"));
        });
    }

    @Test
    void reportShouldGoToTheAccountWhenTheEnvelopeSenderIsAnother() throws Exception {
        FakeMail mail = Edge.submitted("Mail-1", "x@outside.example")
                .sender("beto@localhost")
                .build();
        VerdictTest.verdict(VerdictTest.OVER, false).writeOn(mail);
        edge.refuse(edge.context).service(mail);

        assertThat(edge.context.getSentMails())
                .flatExtracting(SentMail::getRecipients)
                .containsExactly(Edge.address("ana@localhost"));
    }

    @Test
    void reportShouldSayWhyWhenTheAccountIsSuspendedOrTheInstitutionOverItsCap() throws Exception {
        Reason suspended =
                new Reason.Suspended(new Suspension(Edge.NOON, Optional.empty(), Suspension.Cause.UNKNOWN_RECIPIENTS));
        Reason overCap = new Reason.OverCap(
                Cap.ofInstitution(5_000, Duration.ofDays(1)), 4_990, 20, Edge.NOON.plusSeconds(3_600));
        for (Reason reason : List.of(suspended, overCap)) {
            FakeMail mail = Edge.submitted("Mail-1", "x@outside.example").build();
            new Verdict(
                            new SubmissionId(reason.id()),
                            new Sender("ana@localhost"),
                            "small",
                            Edge.NOON,
                            new Decision.Refuse(reason, ImmutableList.of()),
                            1,
                            1,
                            0,
                            false)
                    .writeOn(mail);
            edge.refuse(edge.context).service(mail);
        }

        assertThat(edge.alarm.count()).isZero();
        assertThat(edge.context.getSentMails())
                .extracting(sent -> guidance(sent.getMsg()))
                .satisfiesExactly(
                        first -> assertThat(first).contains("muchas direcciones que no existen"),
                        second -> assertThat(second).contains("para toda la institución"));
    }

    @Test
    void reportShouldGoToThePostmasterWhenTheAccountHasNoMailbox() throws Exception {
        for (Sender sender :
                List.of(Sender.ofNetwork("10.1.2.3"), new Sender("ana@elsewhere.example"), new Sender("x"))) {
            Mail mail = Edge.mail("Mail-" + sender, "x@outside.example").build();
            new Verdict(
                            new SubmissionId(mail.getName()),
                            sender,
                            "small",
                            Edge.NOON,
                            new Decision.Refuse(VerdictTest.OVER, ImmutableList.of()),
                            1,
                            1,
                            0,
                            false)
                    .writeOn(mail);
            edge.refuse(edge.context).service(mail);
        }

        assertThat(edge.context.getSentMails())
                .hasSize(3)
                .flatExtracting(SentMail::getRecipients)
                .containsOnly(Edge.address("postmaster@correo.example"));
    }

    @Test
    void reportShouldBeSentOnceWhenTheSameSubmissionIsRefusedAgain() throws Exception {
        RefuseSubmission refuse = edge.refuse(edge.context);
        refuse.service(refused("x@outside.example"));
        Mail again = refused("x@outside.example");
        refuse.service(again);

        assertThat(edge.context.getSentMails()).hasSize(1);
        assertThat(again.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void mailShouldGoOnAndBeReportedLaterWhenTheReportCannotBeSent() throws Exception {
        MailetContext broken = Contexts.where(edge.context, "sendMail", sender -> {
            throw new MessagingException("the spool is full");
        });
        Mail mail = refused("x@outside.example");
        edge.refuse(broken).service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.TRANSPORT);
        assertThat(edge.alarm.count()).isEqualTo(1);
        edge.refuse(edge.context).service(refused("x@outside.example"));
        assertThat(edge.context.getSentMails()).hasSize(1);
    }

    @Test
    void mailShouldGoToTheNamedProcessorWhenTheReportCannotBeSent() throws Exception {
        MailetContext broken = Contexts.where(edge.context, "sendMail", sender -> {
            throw new StackOverflowError();
        });
        Mail mail = refused("x@outside.example");
        edge.refuse(broken, "onFault", "error").service(mail);

        assertThat(mail.getState()).isEqualTo("error");
    }

    @Test
    void mailShouldBeKeptAndReviewedAnewWhenARepositoryIsNamed() throws Exception {
        Mail mail = refused("x@outside.example");
        edge.refuse(edge.context, "repositoryPath", KEPT).service(mail);

        Mail kept = edge.repositories.repository.retrieve(
                edge.repositories.repository.list().next());
        assertThat(kept.getName()).isEqualTo("Mail-1");
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(Verdict.wasCarriedOut(kept)).isTrue();
        edge.review().service(kept);
        assertThat(Verdict.of(kept).orElseThrow().id().value()).isEqualTo("Mail-1+");
    }

    @Test
    void mailShouldEndWhenItWasReportedAndCannotBeKept() throws Exception {
        edge.repositories.fault = Optional.of(new IllegalStateException("the disk is full"));
        Mail mail = refused("x@outside.example");
        edge.refuse(edge.context, "repositoryPath", KEPT).service(mail);

        assertThat(edge.context.getSentMails()).hasSize(1);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void mailShouldGoOnUntouchedWhenItIsNotRefused() throws Exception {
        FakeMail observed = Edge.submitted("Mail-1", "x@outside.example").build();
        VerdictTest.verdict(VerdictTest.OVER, true).writeOn(observed);
        FakeMail accepted = Edge.submitted("Mail-2", "x@outside.example").build();
        edge.review().service(accepted);
        FakeMail unknown = Edge.mail("Mail-3", "x@outside.example").build();
        RefuseSubmission refuse = edge.refuse(edge.context);

        for (Mail mail : List.of(observed, accepted, unknown)) {
            refuse.service(mail);
            assertThat(mail.getState()).as(mail.getName()).isNull();
        }
        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    void mailShouldEndWithoutReportWhenItHasNoRecipients() throws Exception {
        Mail mail = refused();
        edge.refuse(edge.context).service(mail);

        assertThat(edge.context.getSentMails()).isEmpty();
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void initShouldFailWhenAParameterIsUnknown() {
        assertThatThrownBy(() -> edge.refuse(edge.context, "repository", KEPT))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("repository");
    }

    private static String guidance(MimeMessage report) throws Exception {
        Object first = ((MimeMultipart) report.getContent()).getBodyPart(0).getContent();
        return first.toString().replaceAll("\\s+", " ");
    }

    private static FakeMail refused(String... recipients) throws Exception {
        FakeMail mail = Edge.submitted("Mail-1", recipients).build();
        VerdictTest.verdict(VerdictTest.OVER, false).writeOn(mail);
        return mail;
    }
}
