/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import javax.mail.MessagingException;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.Test;
import org.mesura.policy.Cap;
import org.mesura.policy.Measure;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Change;
import org.mesura.review.Decision;
import org.mesura.review.Event;
import org.mesura.review.Reason;
import org.mesura.review.Request;
import org.mesura.review.Ruling;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.mesura.usage.CapRecord;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/** Guarantees 1, 7 and 8 at the edge. */
class ReviewSubmissionTest {
    private static final Sender ANA = new Sender("ana@localhost");

    private final Edge edge = new Edge(Edge.SMALL);

    @Test
    void verdictShouldBeWrittenWhenAnAccountSubmits() throws Exception {
        Mail mail = reviewed(
                Edge.submitted("Mail-1", "beto@localhost", "x@outside.example").build());

        assertThat(Verdict.of(mail)).hasValueSatisfying(verdict -> {
            assertThat(verdict.decision()).isInstanceOf(Decision.Accept.class);
            assertThat(verdict.id().value()).isEqualTo("Mail-1");
            assertThat(verdict.sender()).isEqualTo(ANA);
            assertThat(verdict.policy()).isEqualTo("small");
            assertThat(verdict.at()).isEqualTo(Edge.NOON);
            assertThat(verdict.recipients()).isEqualTo(2);
            assertThat(verdict.external()).isEqualTo(1);
        });
        assertThat(edge.metrics.countFor("mesura.reviews.accept")).isEqualTo(1);
    }

    @Test
    void submissionShouldBeChargedOnceWhenReviewedAgain() throws Exception {
        Mail mail = reviewed(Edge.submitted("Mail-1", "beto@localhost").build());
        Optional<Verdict> first = Verdict.of(mail);
        reviewed(mail);

        assertThat(Verdict.of(mail)).isEqualTo(first);
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void submissionShouldBeChargedOnceWhenItIsRedeliveredWithoutItsAttributes() throws Exception {
        reviewed(Edge.submitted("Mail-1", "beto@localhost").build());
        Mail again = reviewed(Edge.submitted("Mail-1", "beto@localhost").build());

        assertThat(Verdict.of(again)).isPresent();
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void splitShouldKeepTheVerdictUnderItsNewName() throws Exception {
        FakeMail mail =
                Edge.submitted("Mail-1", "beto@localhost", "carla@localhost").build();
        reviewed(mail);
        mail.setName("Mail-1-!42");
        reviewed(mail);

        assertThat(Verdict.of(mail).orElseThrow().id().value()).isEqualTo("Mail-1");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void refusedMailShouldBeReviewedAnewWhenItComesAgainAfterItsReport() throws Exception {
        Mail mail = overLimit();
        new VerdictAttributes(mail).markReported();
        edge.clock.advance(Duration.ofHours(2));
        reviewed(mail);

        assertThat(Verdict.of(mail)).hasValueSatisfying(verdict -> {
            assertThat(verdict.id().value()).isEqualTo("Mail-3+");
            assertThat(verdict.decision()).isInstanceOf(Decision.Accept.class);
        });
        assertThat(Verdict.wasCarriedOut(mail)).isFalse();
    }

    @Test
    void refusedMailShouldStayRefusedWhenItComesAgainBeforeItsReport() throws Exception {
        Mail mail = overLimit();
        edge.clock.advance(Duration.ofHours(2));
        reviewed(mail);

        assertThat(Verdict.of(mail).orElseThrow().decision()).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void mailShouldPassWithoutVerdictWhenItIsNobodys() throws Exception {
        Mail mail = reviewed(Edge.mail("Mail-1", "beto@localhost").build());

        assertThat(mail.attributeNames()).isEmpty();
        assertThat(mail.getState()).isNull();
    }

    @Test
    void copiedVerdictShouldBeTakenOffWhenAMailetSentTheMail() throws Exception {
        Mail mail = overLimit();
        mail.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        reviewed(mail);

        assertThat(Verdict.of(mail)).isEmpty();
        assertThat(mail.attributeNames()).noneMatch(name -> name.asString().startsWith("mesura."));
    }

    @Test
    void headersShouldChangeNothingWhenASenderWritesOurs() throws Exception {
        Mail mail = Edge.submitted("Mail-1", "beto@localhost")
                .mimeMessage(Edge.message(
                        "mesura.verdict: accept\nX-Mesura-Submission: Mail-0\nAuto-Submitted: auto-replied", "Text"))
                .build();
        reviewed(mail);

        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void everythingShouldBeJudgedAndNothingStoppedWhenObserved() throws Exception {
        Edge observing = Edge.observing(Edge.SMALL);
        for (int number = 1; number <= 3; number++) {
            Mail mail = Edge.submitted("Mail-" + number, "beto@localhost").build();
            observing.review().service(mail);
            assertThat(mail.getAttribute(AttributeName.of("mesura.verdict"))
                            .orElseThrow()
                            .getValue()
                            .value())
                    .isEqualTo("accept");
            assertThat(Verdict.of(mail).orElseThrow().observed()).isTrue();
        }
        assertThat(observing.metrics.countFor("mesura.reviews.refuse")).isEqualTo(1);
    }

    @Test
    void administratorAndAccountShouldBeToldWhenTheAccountIsSuspended() throws Exception {
        edge.book = suspending();
        Mail mail = reviewed(Edge.submitted("Mail-1", "x@outside.example").build());
        reviewed(mail);

        assertThat(Verdict.of(mail)).isPresent();
        assertThat(edge.context.getSentMails())
                .flatExtracting(FakeMailContext.SentMail::getRecipients)
                .containsExactly(Edge.address("ana@localhost"), Edge.address("postmaster@correo.example"));
    }

    @Test
    void mailShouldGoOnWithItsVerdictWhenNobodyCanBeTold() throws Exception {
        edge.book = suspending();
        MailetContext broken = Contexts.where(edge.context, "sendMail", sender -> {
            throw new MessagingException("the spool is full");
        });
        Mail mail = Edge.submitted("Mail-1", "x@outside.example").build();
        Edge.ready(edge.review(), broken).service(mail);

        assertThat(Verdict.of(mail)).isPresent();
        assertThat(edge.alarm.count()).isEqualTo(2);
    }

    @Test
    void mailShouldPassWhenTheBookThrows() throws Exception {
        edge.book = new OddBook(() -> {
            throw new IllegalStateException("no such account: x@outside.example");
        });
        Mail mail =
                Edge.submitted("Mail-1", "beto@localhost").state(Mail.DEFAULT).build();
        reviewed(mail);

        assertThat(Verdict.of(mail)).isEmpty();
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(edge.metrics.countFor("mesura.faults")).isEqualTo(1);
    }

    @Test
    void mailShouldPassWhenTheBookFailsWithAnError() throws Exception {
        edge.book = new OddBook(() -> {
            throw new StackOverflowError();
        });
        assertThat(Verdict.of(
                        reviewed(Edge.submitted("Mail-1", "beto@localhost").build())))
                .isEmpty();

        edge.book = new OddBook(() -> {
            throw new NoClassDefFoundError("org/mesura/Gone");
        });
        assertThat(Verdict.of(
                        reviewed(Edge.submitted("Mail-2", "beto@localhost").build())))
                .isEmpty();
        assertThat(edge.alarm.count()).isEqualTo(2);
    }

    @Test
    void mailShouldPassAndBeCountedWhenItsMessageCannotBeRead() throws Exception {
        Mail mail = Edge.submitted("Mail-1", "x@outside.example")
                .mimeMessage(Edge.unreadable())
                .build();
        reviewed(mail);

        assertThat(Verdict.of(mail).orElseThrow().decision()).isInstanceOf(Decision.Accept.class);
        assertThat(sent()).isEqualTo(1);
        assertThat(edge.metrics.countFor("mesura.faults")).isPositive();
    }

    @Test
    void limitShouldHoldWhenMessagesCannotBeRead() throws Exception {
        for (int number = 1; number <= 2; number++) {
            reviewed(Edge.submitted("Mail-" + number, "x@outside.example")
                    .mimeMessage(Edge.unreadable())
                    .build());
        }
        Mail third = reviewed(Edge.submitted("Mail-3", "x@outside.example")
                .mimeMessage(Edge.unreadable())
                .build());

        assertThat(Verdict.of(third).orElseThrow().decision().why()).containsInstanceOf(Reason.OverLimit.class);
    }

    @Test
    void initShouldFailWhenAParameterIsUnknown() {
        assertThatThrownBy(() -> Edge.ready(edge.review(), edge.context, "policy", "staff"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("policy");
    }

    @Test
    void refusalShouldBeLoggedWithoutAddressOrSubject() throws Exception {
        try (Log log = new Log(VerdictLog.NAME)) {
            overLimit();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("where=\"spool\" verdict=\"refuse\" reason=\"over-limit\"")
                    .contains("account=\"ana@localhost\"", "submission=\"Mail-3\"", "policy=\"small\"")
                    .doesNotContain("beto", "word");
        }
    }

    private Mail overLimit() throws Exception {
        reviewed(Edge.submitted("Mail-1", "beto@localhost").build());
        reviewed(Edge.submitted("Mail-2", "beto@localhost").build());
        Mail third = reviewed(Edge.submitted("Mail-3", "beto@localhost").build());
        assertThat(Verdict.of(third).orElseThrow().decision().why()).containsInstanceOf(Reason.OverLimit.class);
        return third;
    }

    private Mail reviewed(Mail mail) throws MessagingException {
        edge.review().service(mail);
        return mail;
    }

    private long sent() {
        return edge.book
                .find(ANA)
                .map(state -> state.charged().used(Measure.MESSAGES, Duration.ofDays(1), edge.clock.instant()))
                .orElse(0L);
    }

    /** A book that suspends whoever asks. */
    private AccountBook suspending() {
        Suspension suspension = new Suspension(Edge.NOON, Optional.empty(), Suspension.Cause.ATTEMPTS);
        Decision refused = new Decision.Refuse(new Reason.Suspended(suspension), ImmutableList.of());
        return new OddBook(() -> new Ruling(refused, ImmutableList.of(new Event.Suspended(suspension))));
    }

    private record OddBook(Supplier<Ruling> answer) implements AccountBook {
        @Override
        public Ruling decide(Request request, Instant now) {
            return answer.get();
        }

        @Override
        public <T> T change(Sender sender, Change<T> change, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Ruling> glance(Request request, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AccountState> glance(Sender sender) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<AccountState> find(Sender sender) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(Sender sender) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void rename(Sender from, Sender to, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImmutableList<Ranked> top(Measure measure, Duration window, int most, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LimitUsage usage(Cap cap, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void walk(BiConsumer<Sender, AccountState> reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CapRecord charged(Cap cap) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(Cap cap, CapRecord kept) {
            throw new UnsupportedOperationException();
        }
    }
}
