/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import javax.mail.internet.MimeMultipart;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.hold.HeldCopy;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.Waits;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

/** What becomes of mail that waits for a person's decision. */
class HoldSubmissionTest {
    private static final String ANA = "ana@localhost";
    private static final SubmissionId THIRD = new SubmissionId("Mail-3");
    private static final Outcome DONE = new Outcome.Done(new Sender(ANA));

    @TempDir
    Path folder;

    private Holding holding;

    @BeforeEach
    void start() {
        holding = new Holding(folder, Holding.SLOW.replace(">defer<", ">hold<"));
    }

    @Test
    void mailShouldEndAndTheAdministratorBeTold() throws Exception {
        Mail mail = third();

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(holding.facts.find(THIRD).orElseThrow().waits())
                .isEqualTo(new Waits.ForDecision(Edge.NOON.plus(Duration.ofDays(3))));
        assertThat(holding.edge.context.getSentMails())
                .flatExtracting(SentMail::getRecipients)
                .containsExactly(Edge.address("postmaster@correo.example"));
    }

    @Test
    void mailShouldGoBackToItsSenderWhenNobodyDecides() throws Exception {
        third();
        holding.edge.clock.advance(Duration.ofDays(3).minusSeconds(1));
        holding.settle();
        assertThat(holding.facts.total().messages()).isEqualTo(1);
        holding.edge.clock.advance(Duration.ofSeconds(1));
        holding.settle();

        assertThat(holding.released()).isEmpty();
        assertNothingIsHeld();
        assertThat(toAna()).isEqualTo(2);
        assertThat(report()).contains("Action: failed").contains("Status: 5.7.1");
    }

    @Test
    void mailShouldBeReportedOnceWhenItsCopyCannotBeRemovedAfterwards() throws Exception {
        third();
        holding.edge.clock.advance(Duration.ofDays(3));
        holding.faults.before("MailRepository.remove");
        holding.settle();
        holding.faults.none();
        holding.crash();
        holding.settle();

        assertNothingIsHeld();
        assertThat(toAna()).isEqualTo(2);
    }

    @Test
    void mailWhoseVerdictIsGoneShouldBeSetAsideWithAnAlarmWhenItIsToGoBack() throws Exception {
        third();
        HeldCopy copy = holding.facts.find(THIRD).orElseThrow().copy();
        Mail mail = ((Retrieved.Found) holding.copies.retrieve(copy)).mail();
        Verdict.removeFrom(mail);
        mail.setMessage(Edge.message("Subject: Circular", "Text"));
        holding.repositories.select(MailRepositoryUrl.from(Holding.HELD)).store(mail);
        holding.edge.clock.advance(Duration.ofDays(3));
        holding.settle();

        assertNothingIsHeld();
        assertThat(holding.aside()).hasSize(2);
        assertThat(holding.edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void mailShouldLeaveWithinTheLimitWhenAPersonLetsItGo() throws Exception {
        third();
        assertThat(holding.decisions.release(THIRD, holding.edge.clock.instant()))
                .isEqualTo(DONE);
        holding.pass(Duration.ofSeconds(59));
        assertThat(holding.released()).isEmpty();
        holding.pass(Duration.ofSeconds(1));

        assertThat(holding.released()).containsExactly("Mail-3");
        assertNothingIsHeld();
    }

    @Test
    void mailShouldGoBackWithTheReasonWhenAPersonRejectsIt() throws Exception {
        third();
        Outcome rejected = holding.idle().reject(THIRD, Optional.of("Use the newsletter"));

        assertThat(rejected).isEqualTo(DONE);
        assertNothingIsHeld();
        assertThat(report().replaceAll("\\s+", " "))
                .contains("Use the newsletter")
                .contains("Action: failed");
        assertThat(holding.idle().reject(THIRD, Optional.empty())).isEqualTo(new Outcome.Gone());
        assertThat(holding.idle().release(THIRD)).isEqualTo(new Outcome.Gone());
    }

    @ParameterizedTest(name = "all that was left of it is removed: {0}")
    @ValueSource(booleans = {true, false})
    void rejectionShouldComeTooLateWhenTheMailLeavesBeforeItsLeaseIsHad(boolean removed) throws Exception {
        holding = new Holding(folder, Holding.SLOW);
        third();
        holding.edge.clock.advance(Duration.ofMinutes(1));
        if (!removed) {
            holding.faults.before("HoldingArea.remove");
        }
        holding.faults.followedBy("HoldingArea.find", holding.round::round);

        assertThat(holding.idle().reject(THIRD, Optional.empty())).isEqualTo(new Outcome.Gone());
        assertThat(holding.released()).containsExactly("Mail-3");
        assertThat(holding.edge
                        .book
                        .find(new Sender(ANA))
                        .orElseThrow()
                        .at(holding.edge.clock.instant(), Duration.ofDays(1))
                        .ledger()
                        .knows(THIRD.fingerprint()))
                .as("it is charged, for it left")
                .isTrue();
    }

    @Test
    void deferredMailShouldGiveItsTurnBackWhenAPersonRejectsIt() throws Exception {
        holding = new Holding(folder, Holding.SLOW);
        third();
        holding.idle().reject(THIRD, Optional.empty());

        assertNothingIsHeld();
        assertThat(holding.edge
                        .book
                        .find(new Sender(ANA))
                        .orElseThrow()
                        .ledger()
                        .turns())
                .isZero();
    }

    @Test
    void overdueMailShouldGiveBackWhatItWasChargedWhenAPersonRejectsIt() throws Exception {
        holding = new Holding(folder, Holding.SLOW);
        third();
        holding.edge.clock.advance(Duration.ofSeconds(70));
        holding.idle().reject(THIRD, Optional.empty());

        assertNothingIsHeld();
        assertThat(holding.edge
                        .book
                        .find(new Sender(ANA))
                        .orElseThrow()
                        .at(holding.edge.clock.instant(), Duration.ofDays(1))
                        .ledger()
                        .knows(THIRD.fingerprint()))
                .isFalse();
    }

    @Test
    void nothingShouldBeDecidedOfAMailThatAnotherServerLooksAfter() throws Exception {
        third();
        holding.leases.take(THIRD, Edge.NOON, Edge.NOON.plusSeconds(60));

        assertThat(holding.idle().release(THIRD)).isEqualTo(new Outcome.Busy());
        assertThat(holding.idle().reject(THIRD, Optional.empty())).isEqualTo(new Outcome.Busy());
        assertThat(holding.facts.find(THIRD).orElseThrow().waits()).isInstanceOf(Waits.ForDecision.class);
    }

    @Test
    void nothingShouldBeRememberedOfAFailureWhenAPersonRejectsTheMail() throws Exception {
        holding = new Holding(folder, Holding.SLOW);
        third();
        holding.faults.before("MailQueue.enQueue");
        holding.pass(Duration.ofMinutes(1));
        holding.faults.none();
        assertThat(holding.retries.mails()).isEqualTo(1);
        holding.idle().reject(THIRD, Optional.empty());
        holding.settle();

        assertThat(holding.retries.mails()).isZero();
    }

    private Mail third() throws Exception {
        holding.submit(ANA, "Mail-1");
        holding.submit(ANA, "Mail-2");
        return holding.submit(ANA, "Mail-3");
    }

    private long toAna() throws Exception {
        MailAddress ana = Edge.address(ANA);
        return holding.edge.context.getSentMails().stream()
                .filter(mail -> mail.getRecipients().contains(ana))
                .count();
    }

    /** Of the mails to ana the report, as text. */
    private String report() throws Exception {
        for (SentMail mail : holding.edge.context.getSentMails()) {
            if (mail.getMsg().getContentType().contains("report")) {
                MimeMultipart parts = (MimeMultipart) mail.getMsg().getContent();
                return parts.getBodyPart(0).getContent()
                        + new String(parts.getBodyPart(1).getInputStream().readAllBytes(), UTF_8);
            }
        }
        throw new AssertionError("no report");
    }

    private void assertNothingIsHeld() {
        assertThat(holding.facts.total()).isEqualTo(HeldTotal.NOTHING);
        assertThat(holding.files()).isEmpty();
    }
}
