/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.hold.HeldMail;
import org.mesura.hold.HeldTotal;
import org.mesura.hold.Waits;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;

/** What becomes of a mail that is deferred: guarantee 6. */
class DeferSubmissionTest {
    private static final String ANA = "ana@localhost";

    @TempDir
    Path folder;

    private Holding holding;

    @BeforeEach
    void start() {
        holding = new Holding(folder, Holding.SLOW);
    }

    @Test
    void mailShouldEndOnceItsCopyAndItsFactAreKept() throws Exception {
        Mail mail = third();
        holding.keep(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(holding.files()).hasSize(2);
        HeldMail fact = holding.facts.find(new SubmissionId("Mail-3")).orElseThrow();
        assertThat(fact.sender()).isEqualTo(new Sender(ANA));
        assertThat(fact.waits()).isEqualTo(new Waits.ForTurn(Edge.NOON.plusSeconds(60)));
        assertThat(fact.charge()).isEqualTo(new Charge(1, 2, 2, 2 * mail.getMessageSize()));
        assertThat(fact.reason()).isEqualTo("over-limit");
        assertThat(fact.copy().processor()).isEqualTo("transport");
        assertThat(holding.facts.total()).isEqualTo(new HeldTotal(1, mail.getMessageSize()));
    }

    @Test
    void mailShouldEndWithoutASecondCopyWhenItIsDeliveredAgain() throws Exception {
        holding.keep(third());
        Mail again = third();
        holding.keep(again);

        assertThat(again.getState()).isEqualTo(Mail.GHOST);
        assertThat(holding.files()).hasSize(2);
        assertThat(holding.facts.total().messages()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MailRepository.store", "HoldingArea.admit", "HoldingArea.find"})
    void mailShouldGoOnAtOnceWhenItCannotBeKept(String fault) throws Exception {
        Mail mail = third();
        holding.faults.before(fault);
        holding.keep(mail);

        assertThat(mail.getState()).isEqualTo(Mail.TRANSPORT);
        assertThat(holding.files()).isEmpty();
        assertThat(holding.facts.total()).isEqualTo(HeldTotal.NOTHING);
        assertThat(holding.edge.alarm.count()).isEqualTo(1);
    }

    /** Its turn comes, and it leaves, while it is not known yet whether the disk has its fact. */
    @Test
    void mailShouldGoOutOnceWhenItsTurnComesBeforeItsFactTurnsOutNotToLast() throws Exception {
        Mail mail = third();
        SubmissionId id = new SubmissionId("Mail-3");
        holding.edge.clock.advance(Duration.ofSeconds(59));
        AtomicBoolean withdrawn = new AtomicBoolean();
        holding.faults.followedBy("MailQueue.enQueue", () -> withdrawn.set(holding.facts.withdraw(id)));
        holding.faults.followedBy("HoldingArea.admit", () -> {
            holding.edge.clock.advance(Duration.ofSeconds(1));
            holding.round.round();
            if (withdrawn.get() || holding.facts.withdraw(id)) {
                throw new IllegalStateException("it was not written in time");
            }
        });
        holding.keep(mail);

        assertThat(mail.getState()).isEqualTo(Mail.TRANSPORT);
        assertThat(holding.released()).as("beside the mail itself").isEmpty();
        assertThat(holding.files()).isEmpty();
        holding.faults.none();
        holding.pass(Duration.ofSeconds(5));
        assertThat(holding.retries.mails()).isZero();
    }

    @Test
    void mailShouldGoOnAtOnceWhenItsCopyCannotEvenBeTakenBack() throws Exception {
        Mail mail = third();
        DeferSubmission defer = holding.defer("processor", "quick");
        holding.faults.before("HoldingArea.admit");
        holding.faults.before("MailRepository.remove");
        defer.service(mail);

        assertThat(mail.getState()).isEqualTo("quick");
        assertThat(holding.edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void mailShouldBeRefusedAndItsTurnGivenBackWhenNoMoreMayBeKept() throws Exception {
        Holding full =
                new Holding(folder, Holding.SLOW.replace("messagesPerAccount=\"500\"", "messagesPerAccount=\"1\""));
        Mail last = null;
        for (int count = 1; count <= 4; count++) {
            last = full.submit(ANA, "Mail-" + count);
        }

        assertThat(last.getState()).isEqualTo("mesura-refused");
        assertThat(Verdict.of(last).orElseThrow().decision()).isInstanceOf(Decision.Refuse.class);
        assertThat(full.files()).hasSize(2);
        assertThat(full.edge.book.find(new Sender(ANA)).orElseThrow().ledger().turns())
                .isEqualTo(1);
    }

    @Test
    void mailShouldGoOnUntouchedWhenItIsNotDeferred() throws Exception {
        Mail accepted = Holding.mail(ANA, "Mail-1");
        holding.edge.review().service(accepted);
        Mail unknown = Holding.mail(ANA, "Mail-2");
        Mail observed = Holding.mail(ANA, "Mail-3");
        Verdict verdict = Verdict.of(third()).orElseThrow();
        new Verdict(verdict.id(), verdict.sender(), "slow", Edge.NOON, verdict.decision(), 2, 2, 0, true)
                .writeOn(observed);
        Mail released = third();
        Verdict.release(released, Edge.NOON);

        for (Mail mail : new Mail[] {accepted, unknown, observed, released}) {
            holding.defer().service(mail);
            assertThat(mail.getState()).as(mail.getName()).isNotEqualTo(Mail.GHOST);
        }
        assertThat(holding.files()).isEmpty();
    }

    @Test
    void delayShouldBeReportedToWhoAskedForIt() throws Exception {
        Mail mail = third();
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(
                        Edge.address("x@outside.example"), RecipientDsnParameters.of(EnumSet.of(Notify.DELAY)))
                .build()
                .orElseThrow());
        holding.keep(mail);

        assertThat(holding.edge.context.getSentMails()).singleElement().satisfies(report -> {
            assertThat(report.getSender()).isEqualTo(MailAddress.nullSender());
            assertThat(report.getRecipients()).containsExactly(Edge.address(ANA));
        });
    }

    @Test
    void mailShouldBeKeptWhenItsDelayCannotBeReported() throws Exception {
        Mail mail = third();
        mail.setDsnParameters(DsnParameters.builder()
                .addRcptParameter(
                        Edge.address("x@outside.example"), RecipientDsnParameters.of(EnumSet.of(Notify.DELAY)))
                .build()
                .orElseThrow());
        DeferSubmission defer = Edge.ready(holding.defer(), Contexts.where(holding.edge.context, "sendMail", sender -> {
            throw new MessagingException("the spool is full");
        }));
        defer.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(holding.facts.total().messages()).isEqualTo(1);
        assertThat(holding.edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void processorsShouldBeRequiredOfJames() throws Exception {
        assertThat(holding.defer("processor", "relay", "refused", "back").requiredProcessingState())
                .containsExactly(new ProcessingState("relay"), new ProcessingState("back"));
    }

    @Test
    void initShouldFailWhenAParameterIsUnknown() {
        assertThatThrownBy(() -> holding.defer("repository", Holding.HELD))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("repository");
    }

    @Test
    void initShouldRaiseAnAlarmWhenTheRepositoryCannotBeOpened() throws Exception {
        holding.defer("repositoryPath", "file://../elsewhere/");

        assertThat(holding.edge.alarm.count()).isEqualTo(1);
    }

    /** The third of ana's, for which there is no room within a minute. */
    private Mail third() throws Exception {
        Mail mail = null;
        for (int count : IntStream.rangeClosed(1, 3).toArray()) {
            mail = Holding.mail(ANA, "Mail-" + count);
            holding.edge.review().service(mail);
        }
        return mail;
    }
}
