/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.mesura.notice.Alert;
import org.mesura.notice.Occasion;
import org.mesura.notice.Waited;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Event;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/** Guarantees 8, 9 and 11 in what is told beside a mail. */
class AnnouncementsTest {
    private static final Sender ANA = new Sender("ana@localhost");
    private static final MailAddress TO_ANA = Edge.address("ana@localhost");
    private static final MailAddress TO_ADMINISTRATOR = Edge.address("correo@localhost");
    private static final Event SUSPENDED = new Event.Suspended(
            new Suspension(Edge.NOON, Optional.of(Edge.NOON.plusSeconds(3_600)), Suspension.Cause.UNKNOWN_RECIPIENTS));
    private static final Event OVER =
            new Event.OverAttempted(new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1)), 657);
    private static final Event CAP = new Event.CapNearlyUsed(Cap.ofInstitution(5_000, Duration.ofDays(1)), 4_050);

    private final Edge edge = new Edge("""
            <institution><administrator>correo@localhost</administrator><languages>
              <account name="correo@localhost" language="en"/>
            </languages></institution>
            """);

    @Test
    void deferralsShouldBeToldToTheAccountInAWordOfItsOwn() throws Exception {
        Waited.ForTurn turns = new Waited.ForTurn(120, Edge.NOON.plusSeconds(60), Edge.NOON.plusSeconds(300));
        edge.announcements()
                .announce(
                        Occasion.deferred(ANA, "staff", Optional.empty(), turns, ImmutableList.of(), Edge.NOON),
                        edge.context);

        SentMail told = Iterables.getOnlyElement(edge.context.getSentMails());
        assertThat(told.getRecipients()).containsExactly(TO_ANA);
        assertThat(told.getMsg().getSubject()).startsWith("Sus mensajes están en camino");
        assertThat(told.getMsg().getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void suspensionShouldBeToldToTheAccountAndTheAdministratorEachInItsLanguage() {
        announce(SUSPENDED, false);

        assertThat(edge.context.getSentMails())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.getRecipients()).containsExactly(TO_ANA);
                            assertThat(first.getSubject()).hasValueSatisfying(subject -> assertThat(subject)
                                    .startsWith("Su correo hacia fuera está en pausa hasta"));
                        },
                        second -> {
                            assertThat(second.getRecipients()).containsExactly(TO_ADMINISTRATOR);
                            assertThat(second.getSubject()).hasValueSatisfying(subject -> assertThat(subject)
                                    .startsWith("ana@localhost cannot write to outsiders until"));
                        });
    }

    @Test
    void onlyTheAdministratorShouldBeToldWhenAnAccountInsistsOrACapFills() {
        announce(OVER, false);
        announce(CAP, false);

        assertThat(edge.context.getSentMails())
                .hasSize(2)
                .flatExtracting(SentMail::getRecipients)
                .containsOnly(TO_ADMINISTRATOR);
    }

    @Test
    void onlyTheAdministratorShouldBeToldWhenObserved() throws Exception {
        announce(SUSPENDED, true);

        assertThat(only().getRecipients()).containsExactly(TO_ADMINISTRATOR);
        assertThat(only().getMsg().getSubject()).startsWith("[observed] ");
        assertThat(text(only().getMsg())).contains("nothing was stopped").doesNotContain("got a notice");
    }

    @Test
    void eventShouldBeToldOnceWhenItComesAgain() {
        announce(SUSPENDED, false);
        announce(SUSPENDED, false);

        assertThat(edge.context.getSentMails()).hasSize(2);
    }

    /** RFC 3834 section 5, RFC 5322 section 3.6.4. */
    @Test
    void letterShouldBeMarkedAsAnswerToNothingFromNobody() throws Exception {
        announce(OVER, false);
        announce(CAP, false);

        assertThat(edge.context.getSentMails()).allSatisfy(sent -> {
            MimeMessage letter = sent.getMsg();
            assertThat(sent.getSender()).isEqualTo(MailAddress.nullSender());
            assertThat(letter.getFrom()[0].toString()).contains("postmaster@correo.example");
            assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(letter.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
            assertThat(letter.getHeader("In-Reply-To")).isNull();
            assertThat(letter.getContentType()).isEqualTo("text/plain; charset=UTF-8");
            assertThat(letter.getContentLanguage()).containsExactly("en");
            assertThat(letter.getMessageID()).endsWith("@correo.example>");
        });
        assertThat(edge.context.getSentMails())
                .extracting(sent -> sent.getMsg().getMessageID())
                .doesNotHaveDuplicates();
    }

    @Test
    void remoteRefusalsShouldBeToldWithoutAddressesOnceADay() throws Exception {
        Alert alert = new Alert.OfRemoteRefusals(
                ImmutableList.of(
                        "mx.outside.example: 3, 550 5.7.1 <eva@outside.example>: listed at bl.example",
                        "mx.other.example: 1, 554 no"),
                Edge.NOON);
        edge.announcements().announce(alert, edge.context);
        edge.announcements().announce(alert, edge.context);

        assertThat(text(only().getMsg()))
                .contains(
                        "- mx.outside.example: 3, 550 5.7.1 (…): listed at bl.example", "- mx.other.example: 1, 554 no")
                .doesNotContain("eva");
    }

    @Test
    void accountShouldBeToldWhenItsSuspensionIsLiftedEachTime() {
        edge.announcements().lifted(ANA, "staff", edge.context, Edge.NOON);
        edge.announcements().lifted(ANA, "staff", edge.context, Edge.NOON.plusSeconds(600));

        assertThat(edge.context.getSentMails())
                .extracting(sent -> sent.getSubject().orElseThrow())
                .containsExactly("Ya puede volver a escribir fuera", "Ya puede volver a escribir fuera");
    }

    @Test
    void administratorShouldBeThePostmasterWhenNoneIsNamed() {
        Edge bare = new Edge("");
        bare.announcements().announce(new Alert.OfEvent(OVER, ANA, "staff", false, Edge.NOON), bare.context);

        assertThat(bare.context.getSentMails())
                .flatExtracting(SentMail::getRecipients)
                .containsExactly(Edge.address("postmaster@correo.example"));
    }

    @Test
    void administratorShouldBeToldWhenTheAccountCannotBe() {
        MailetContext broken = Contexts.where(edge.context, "isLocalServer", domain -> {
            throw new IllegalStateException("no domain list");
        });
        edge.announcements().announce(new Alert.OfEvent(SUSPENDED, ANA, "staff", false, Edge.NOON), broken);

        assertThat(only().getRecipients()).containsExactly(TO_ADMINISTRATOR);
        assertThat(edge.alarm.count()).isEqualTo(1);
    }

    @Test
    void faultShouldGoToTheAlarmAndNeverOut() {
        MailetContext broken = Contexts.where(edge.context, "sendMail", sender -> {
            throw new MessagingException("the spool is full");
        });
        edge.announcements().announce(new Alert.OfEvent(SUSPENDED, ANA, "staff", false, Edge.NOON), broken);
        edge.announcements().lifted(ANA, "staff", broken, Edge.NOON);

        assertThat(edge.alarm.count()).isEqualTo(3);
    }

    @Test
    void eachEventShouldBeLoggedInALine() {
        try (Log log = new Log(Announcements.class)) {
            announce(OVER, true);
            announce(CAP, false);

            assertThat(log.lines())
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("observed: over-attempted by ana@localhost (policy staff): "),
                            second -> assertThat(second).startsWith("cap-nearly-used by ana@localhost"));
        }
    }

    private void announce(Event event, boolean observed) {
        edge.announcements().announce(new Alert.OfEvent(event, ANA, "staff", observed, Edge.NOON), edge.context);
    }

    private SentMail only() {
        return Iterables.getOnlyElement(edge.context.getSentMails());
    }

    private static String text(MimeMessage letter) throws Exception {
        return letter.getContent().toString();
    }
}
