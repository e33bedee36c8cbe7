/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.bulk.Evidence;
import org.mesura.notice.Kind;
import org.mesura.notice.Unsaid;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.AccountState;
import org.mesura.review.Changed;
import org.mesura.review.Decision;
import org.mesura.review.PermitUse;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/** Guarantees 8 and 9 at the edge. */
class SendGuidanceTest {
    private static final Limit HOURLY = new Limit(Measure.RECIPIENTS, 500, Duration.ofHours(1));
    private static final ImmutableList<LimitUsage> FULL = ImmutableList.of(new LimitUsage(HOURLY, 450));
    private static final Decision ACCEPT = new Decision.Accept(FULL, Optional.empty());
    private static final Decision ADVISE =
            new Decision.Advise(new Reason.VisibleRecipients(30, 25), FULL, Optional.empty());
    private static final Decision REFUSE = new Decision.Refuse(VerdictTest.OVER, FULL);

    private final Edge edge = new Edge("""
            <institution><language>es</language><languages>
              <account name="ingles@localhost" language="en"/><account name="portugues@localhost" language="pt"/>
            </languages></institution>
            """);

    @Test
    void guidanceShouldGoToTheAccountFromNobodyAndTheMailGoOn() throws Exception {
        Mail mail = mail("Mail-1", REFUSE);
        guide(mail);

        assertThat(mail.getState()).isNull();
        assertThat(edge.context.getSentMails()).singleElement().satisfies(sent -> {
            assertThat(sent.getSender()).isEqualTo(MailAddress.nullSender());
            assertThat(sent.getRecipients()).containsExactly(Edge.address("ana@localhost"));
        });
    }

    @Test
    void senderShouldBeToldOfMailThatIsHeldButNotOfEachThatWaitsForItsTurn() throws Exception {
        Instant later = Edge.NOON.plus(Duration.ofDays(3));
        guide(mail("Mail-1", new Decision.Defer(later, VerdictTest.OVER, FULL, Optional.empty())));
        assertThat(edge.context.getSentMails()).isEmpty();

        guide(mail("Mail-2", new Decision.Hold(later, VerdictTest.OVER, FULL)));
        assertThat(edge.context.getSentMails()).singleElement().satisfies(sent -> assertThat(sent.getRecipients())
                .containsExactly(Edge.address("ana@localhost")));
    }

    @Test
    void senderShouldBeToldThatOnlyAPartOfTheLimitHolds() throws Exception {
        Sender sender = new Sender("ingles@localhost");
        FakeMail mail = Edge.submitted("Mail-1", "x@outside.example").build();
        new Verdict(new SubmissionId("Mail-1"), sender, "staff", Edge.NOON, REFUSE, 1, 1, 0, false, true).writeOn(mail);
        guide(mail);

        assertThat(text(sent())).contains("only a part of that limit holds now");
    }

    @Test
    void warningShouldForetellWhenTheLimitIsReachedAtThePaceOfTheAccount() throws Exception {
        Sender sender = new Sender("ingles@localhost");
        charge(sender, 390, Edge.NOON.minus(Duration.ofMinutes(30)));
        charge(sender, 60, Edge.NOON);
        guide(mail("Mail-1", sender, ACCEPT, false));

        assertThat(text(sent())).contains("in about 6 minutes:");
    }

    @Test
    void warningShouldForetellNothingWhenTheAccountSentNothingLately() throws Exception {
        Sender sender = new Sender("ingles@localhost");
        charge(sender, 450, Edge.NOON.minus(Duration.ofMinutes(30)));
        guide(mail("Mail-1", sender, ACCEPT, false));

        assertThat(text(sent())).contains("450 of 500 recipients per hour").doesNotContain("in about");
    }

    /** RFC 2046 section 5.1.4: the plainest first. */
    @Test
    void guidanceShouldBeTextAndPageAsAlternatives() throws Exception {
        guide(mail("Mail-1", REFUSE));
        MimeMultipart parts = (MimeMultipart) sent().getContent();

        assertThat(sent().getContentType()).startsWith("multipart/alternative;");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(sent().getHeader("X-Mesura-Submission")).containsExactly("Mail-1");
        assertThat(sent().getHeader("In-Reply-To")).containsExactly("<Mail-1@localhost>");
        assertThat(sent().getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(sent().getMessageID()).endsWith("@correo.example>");
    }

    @ParameterizedTest
    @CsvSource({"ana@localhost, es", "ingles@localhost, en", "portugues@localhost, pt"})
    void guidanceShouldSayItsLanguage(String account, String language) throws Exception {
        guide(mail("Mail-1", new Sender(account), REFUSE, false));

        assertThat(sent().getContentLanguage()).containsExactly(language);
    }

    @Test
    void kindShouldFollowFromTheDecision() throws Exception {
        guide(mail("Mail-1", ACCEPT));
        guide(mail("Mail-2", ADVISE));
        Reason bulk = new Reason.Bulk(new Evidence(Edge.NOON, 3, 163), 150);
        guide(mail("Mail-3", new Decision.Refuse(bulk, FULL)));

        assertThat(edge.context.getSentMails())
                .extracting(sent -> sent.getSubject().orElseThrow())
                .satisfiesExactly(
                        warning -> assertThat(warning).contains("límite"),
                        advice -> assertThat(advice).isNotBlank(),
                        bulkRefused -> assertThat(bulkRefused).isNotBlank())
                .doesNotHaveDuplicates();
    }

    @Test
    void suspendedSenderShouldBeToldOnceWhenMessagesAreRefused() throws Exception {
        Suspension suspension =
                new Suspension(Edge.NOON, Optional.of(Edge.NOON.plusSeconds(3_600)), Suspension.Cause.ATTEMPTS);
        guide(mail("Mail-1", new Decision.Refuse(new Reason.Suspended(suspension), FULL)));
        guide(mail("Mail-2", new Decision.Refuse(new Reason.Suspended(suspension), FULL)));

        assertThat(sent().getSubject()).startsWith("Su mensaje no se envió").contains("en pausa hasta");
        assertThat(sent().getHeader("Auto-Submitted")).containsExactly("auto-replied");
    }

    @Test
    void senderShouldBeToldWhenTheInstitutionIsOverItsCap() throws Exception {
        Reason cap = new Reason.OverCap(
                Cap.ofInstitution(5_000, Duration.ofDays(1)), 4_990, 20, Edge.NOON.plusSeconds(3_600));
        guide(mail("Mail-1", new Decision.Refuse(cap, FULL)));

        MimeMultipart parts = (MimeMultipart) sent().getContent();
        assertThat(parts.getBodyPart(0).getContent().toString().replaceAll("\\s+", " "))
                .contains("para toda la institución");
    }

    @Test
    void nobodyShouldBeToldWhenTheMailWaits() throws Exception {
        guide(mail("Mail-1", new Decision.Defer(Edge.NOON.plusSeconds(60), VerdictTest.OVER, FULL, Optional.empty())));

        assertThat(edge.context.getSentMails()).isEmpty();
        assertThat(edge.alarm.count()).isZero();
    }

    @Test
    void eachLimitShouldBeWarnedOfOnceAndThoseOfAMinuteNeverWhereMailIsDeferred() throws Exception {
        LimitUsage minute = new LimitUsage(new Limit(Measure.MESSAGES, 30, Duration.ofMinutes(1)), 29);
        LimitUsage day = new LimitUsage(new Limit(Measure.RECIPIENTS, 1_000, Duration.ofDays(1)), 100);
        guide(mail("Mail-1", accept(minute, day)));
        assertThat(edge.context.getSentMails()).isEmpty();

        guide(mail("Mail-2", accept(minute, new LimitUsage(HOURLY, 450), day)));
        guide(mail("Mail-3", accept(minute, new LimitUsage(HOURLY, 460), day)));
        guide(mail("Mail-4", accept(minute, new LimitUsage(HOURLY, 460), new LimitUsage(day.limit(), 800))));
        guide(mail("Mail-5", accept(minute, new LimitUsage(HOURLY, 460), new LimitUsage(day.limit(), 900))));

        assertThat(edge.context.getSentMails())
                .extracting(sent -> text(sent.getMsg()))
                .satisfiesExactly(
                        hourly -> assertThat(hourly).contains("450 de 500 destinatarios por hora"),
                        daily -> assertThat(daily).contains("800 de 1.000 destinatarios por día"));
    }

    @Test
    void oneWarningShouldBeHeldBackWhenTheHourIsFullHoweverManyLimitsAreClose() throws Exception {
        Edge full = new Edge("<notices perHour='1'/>");
        SendGuidance guidance = full.guidance(full.context);
        guidance.service(mail("Mail-1", new Sender("beto@localhost"), REFUSE, false));
        LimitUsage day = new LimitUsage(new Limit(Measure.RECIPIENTS, 1_000, Duration.ofDays(1)), 900);
        guidance.service(mail("Mail-2", accept(new LimitUsage(HOURLY, 450), day)));

        assertThat(full.context.getSentMails()).hasSize(1);
        assertThat(full.unsaid.take(Edge.NOON.plus(Unsaid.GATHERING)))
                .hasValueSatisfying(digest -> assertThat(digest.kinds()).containsOnly(entry(Kind.WARNING, 1L)));
    }

    private static Decision accept(LimitUsage... usage) {
        return new Decision.Accept(ImmutableList.copyOf(usage), Optional.empty());
    }

    @Test
    void nobodyShouldBeWarnedOfLimitsThatTheMailTookNothingOf() throws Exception {
        guide(mail("Mail-1", new Decision.Accept(FULL, Optional.of(new PermitUse("fair", 1, 1, 10)))));

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    void nobodyShouldBeWarnedWhenNoLimitHoldsTheAccount() throws Exception {
        guide(mail("Mail-1", new Decision.Accept(ImmutableList.of(), Optional.empty())));

        assertThat(edge.context.getSentMails()).isEmpty();
        assertThat(edge.alarm.count()).isZero();
    }

    @Test
    void nobodyShouldBeBotheredWhenObservedOrNotReviewed() throws Exception {
        guide(mail("Mail-1", new Sender("ana@localhost"), REFUSE, true));
        guide(Edge.mail("Mail-2", "x@outside.example").build());

        assertThat(edge.context.getSentMails()).isEmpty();
    }

    @Test
    void mailShouldGoOnUntouchedWhenGuidanceCannotBeSent() throws Exception {
        MailetContext broken = Contexts.where(edge.context, "sendMail", sender -> {
            throw new MessagingException("the spool is full");
        });
        Mail mail = mail("Mail-1", REFUSE);
        List<String> before =
                mail.attributeNames().map(Object::toString).sorted().toList();
        edge.guidance(broken).service(mail);

        assertThat(edge.alarm.count()).isEqualTo(1);
        assertThat(mail.getState()).isNull();
        assertThat(mail.attributeNames().map(Object::toString).sorted()).isEqualTo(before);
    }

    @Test
    void subjectShouldBeOneHarmlessLineWhenTheSenderWroteAnother() throws Exception {
        FakeMail mail = mail("Mail-1", REFUSE);
        mail.setMessage(Edge.message("Subject: =?utf-8?q?Hola=0D=0ABcc:_x@outside.example?=", "Text"));
        guide(mail);

        assertThat(sent().getHeader("Bcc")).isNull();
        assertThat(sent().getAllRecipients()).hasSize(1);
    }

    @Test
    void initShouldFailWhenAParameterIsUnknown() {
        assertThatThrownBy(() -> Edge.ready(edge.guidance(edge.context), edge.context, "kind", "warning"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("kind");
    }

    private void guide(Mail mail) throws MessagingException {
        edge.guidance(edge.context).service(mail);
    }

    private MimeMessage sent() {
        return Iterables.getOnlyElement(edge.context.getSentMails()).getMsg();
    }

    private static FakeMail mail(String name, Decision decision) throws MessagingException {
        return mail(name, new Sender("ana@localhost"), decision, false);
    }

    private static FakeMail mail(String name, Sender sender, Decision decision, boolean observed)
            throws MessagingException {
        FakeMail mail = Edge.submitted(name, "x@outside.example").build();
        verdict(name, sender, decision, observed).writeOn(mail);
        return mail;
    }

    private static Verdict verdict(String name, Sender sender, Decision decision, boolean observed) {
        return new Verdict(new SubmissionId(name), sender, "staff", Edge.NOON, decision, 1, 1, 0, observed);
    }

    private void charge(Sender sender, long recipients, Instant at) {
        edge.book.change(
                sender,
                (before, caps) -> Changed.to(
                        new AccountState(
                                before.charged().with(new Charge(1, recipients, 0, 0), at, Duration.ofDays(1)),
                                before.reserved(),
                                before.aside()),
                        sender),
                Edge.NOON);
    }

    private static String text(MimeMessage message) throws Exception {
        String text =
                (String) ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        return text.replaceAll("\\s+", " ");
    }
}
