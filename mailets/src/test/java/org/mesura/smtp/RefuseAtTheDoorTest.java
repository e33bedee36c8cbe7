/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.mail.Session;
import javax.mail.internet.MimeMessage;

import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.journal.Judged;
import org.mesura.mailet.Edge;
import org.mesura.mailet.Log;
import org.mesura.mailet.Verdict;
import org.mesura.mailet.VerdictLog;
import org.mesura.policy.Measure;
import org.mesura.review.AccountState;
import org.mesura.review.Accounts;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;

class RefuseAtTheDoorTest {
    private static final Sender ANA = new Sender("ana@localhost");
    private static final String INSTITUTION =
            "<institution><language>en</language><helpPage>https://help.example/mail</helpPage></institution>";

    private final Edge edge = new Edge(INSTITUTION + Edge.SMALL);
    private final RefuseAtTheDoor door = Doors.of(edge);
    private final Connection ana = Connection.of("ana@localhost");

    @Test
    void messageOverALimitShouldBeRefusedForNowAndNotCharged() throws Exception {
        fillTheLimit();
        AccountState before = edge.book().find(ANA).orElseThrow();

        HookResult result = door.onMessage(ana.session(), mail("Mail-3", "beto@localhost"));

        assertThat(Connection.reply(result))
                .isEqualTo("451 4.7.1 Limit of 2 messages per hour reached; free at 13:00 (Coordinated Universal Time)."
                        + " https://help.example/mail");
        AccountState after = edge.book().find(ANA).orElseThrow();
        assertThat(after.ledger()).isEqualTo(before.ledger());
        assertThat(after.campaigns()).isEqualTo(before.campaigns());
        assertThat(edge.metrics.countFor("mesura.door.refused")).isEqualTo(1);
    }

    @Test
    void messageShouldPassAgainAtTheInstantThatWasTold() throws Exception {
        fillTheLimit();
        edge.clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(Connection.isRefusal(door.onMessage(ana.session(), mail("Mail-3", "beto@localhost"))))
                .isTrue();

        edge.clock.advance(Duration.ofMillis(1));

        assertThat(door.onMessage(ana.session(), mail("Mail-4", "beto@localhost")))
                .isEqualTo(HookResult.DECLINED);
    }

    @Test
    void whatIsRefusedShouldBeTakenDownOnceForATransaction() throws Exception {
        door.onMessage(ana.session(), mail("Mail-1", addresses(11, "localhost")));
        edge.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        ana.rcpt(door, "x@outside.example", "y@outside.example");

        assertThat(edge.decisions.latest(Optional.of(ANA), Optional.empty(), Instant.MIN, 100, Edge.NOON))
                .extracting(
                        Judged::where, Judged::verdict, Judged::reason, Judged::recipients, judged -> judged.figures()
                                .quantity())
                .containsExactly(
                        tuple(Judged.Where.DOOR, "refuse", "suspended", 1L, Optional.empty()),
                        tuple(Judged.Where.DOOR, "refuse", "too-many-recipients", 11L, Optional.of(10L)));
    }

    @Test
    void messageToTooManyShouldBeRefusedForGood() throws Exception {
        String[] eleven = addresses(11, "localhost");

        assertThat(Connection.reply(door.onMessage(ana.session(), mail("Mail-1", eleven))))
                .isEqualTo("550 5.5.3 Too many recipients: the maximum is 10 recipients per message."
                        + " https://help.example/mail");
    }

    @Test
    void messageThatNeverFitsShouldBeRefusedForGood() throws Exception {
        Edge narrow = new Edge("<policies><policy name='p'><limit measure='external recipients' quantity='3'"
                + " window='1d'/></policy></policies><assignments default='p'/>");

        assertThat(Connection.reply(
                        Doors.of(narrow).onMessage(ana.session(), mail("Mail-1", addresses(4, "outside.example")))))
                .startsWith("550 5.5.3 Demasiado para un solo mensaje: pide 4 destinatarios externos, el limite es de 3"
                        + " destinatarios externos por dia.");
    }

    @Test
    void massMailingShouldBeRefusedForGood() throws Exception {
        Edge mailing = new Edge(INSTITUTION + "<policies><policy name='p'><bulk advise='2' stop='3' refuse='3'/>"
                + "</policy></policies><assignments default='p'/>");
        RefuseAtTheDoor door = Doors.of(mailing);
        for (int copy = 1; copy <= 3; copy++) {
            Mail mail = circular(copy);
            assertThat(door.onMessage(ana.session(), mail)).isEqualTo(HookResult.DECLINED);
            mailing.review().service(mail);
        }

        assertThat(Connection.reply(door.onMessage(ana.session(), circular(4))))
                .startsWith("550 5.7.28 This is a mass mailing: the maximum is 3 external recipients for one text;");
    }

    @Test
    void outsiderShouldBeRefusedAtRcptWhenTheAccountIsSuspended() {
        edge.book().change(ANA, Accounts.suspend(Optional.of(Duration.ofMinutes(30)), Edge.NOON), Edge.NOON);

        List<HookResult> refusals = ana.rcpt(door, "x@outside.example", "beto@localhost", "y@outside.example");

        assertThat(refusals).hasSize(2).allSatisfy(refusal -> assertThat(Connection.reply(refusal))
                .isEqualTo("451 4.7.1 Your mail to outsiders is paused; free at 12:30 (Coordinated Universal Time)."
                        + " https://help.example/mail"));
    }

    @Test
    void suspensionUntilItIsLiftedShouldBeForGoodAndEndWithIt() throws Exception {
        edge.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);

        assertThat(ana.rcpt(door, "x@outside.example"))
                .singleElement()
                .satisfies(refusal -> assertThat(Connection.reply(refusal)).startsWith("550 5.7.1 Your mail"));
        assertThat(Connection.reply(door.onMessage(ana.session(), mail("Mail-1", "x@outside.example"))))
                .startsWith("550 5.7.1 Your mail to outsiders is paused until the administrator lifts that.");
        assertThat(door.onMessage(ana.session(), mail("Mail-2", "beto@localhost")))
                .isEqualTo(HookResult.DECLINED);

        edge.book().change(ANA, Accounts.lift(Edge.NOON), Edge.NOON);

        assertThat(ana.rcpt(door, "x@outside.example")).isEmpty();
    }

    @Test
    void nothingElseShouldBeRefusedAtRcpt() throws Exception {
        fillTheLimit();

        assertThat(ana.rcpt(door, addresses(100, "outside.example")))
                .as("over the limit, and ten times what one message may have")
                .isEmpty();
    }

    @Test
    void recipientBeyondAHundredShouldGoIntoAnotherTransaction() {
        List<String> all = new ArrayList<>(List.of(addresses(100, "outside.example")));
        all.add("ONE@outside.example");
        all.add("two@outside.example");

        List<HookResult> refusals = ana.rcpt(door, all.toArray(String[]::new));
        ana.reset();

        assertThat(refusals).hasSize(2).allSatisfy(refusal -> assertThat(Connection.reply(refusal))
                .startsWith("452 4.5.3 Too many recipients: the maximum is 10 recipients per message."));
        assertThat(ana.rcpt(door, "two@outside.example")).isEmpty();
    }

    @Test
    void whoeverDoesNotCountShouldPassAlthoughTheTransactionIsFull() {
        Edge kind = new Edge("<exempt><recipient>archive@outside.example</recipient></exempt>" + Edge.SMALL);
        RefuseAtTheDoor door = Doors.of(kind);
        ana.rcpt(door, addresses(100, "outside.example"));

        assertThat(ana.rcpt(door, "one@outside.example")).hasSize(1);
        assertThat(ana.rcpt(door, "Archive@outside.example")).isEmpty();
        assertThat(ana.rcpt(door, "one@outside.example")).hasSize(1);
    }

    @Test
    void recipientSaidTwiceShouldCountOnce() {
        ana.rcpt(door, addresses(100, "outside.example"));

        assertThat(ana.rcpt(door, "P7@Outside.example")).isEmpty();
    }

    @Test
    void policyOrPermitWithMoreThanAHundredShouldHoldAtRcpt() {
        Edge wide = new Edge("<policies><policy name='p'><recipientsPerMessage>120</recipientsPerMessage></policy>"
                + "</policies><assignments default='p'/><permits><permit id='congreso' account='ana@localhost'"
                + " from='2026-11-24T00:00:00Z' until='2026-11-25T00:00:00Z' externalRecipients='150'"
                + " tier='communications' reason='a congress' grantor='olga@localhost'/></permits>");
        RefuseAtTheDoor door = Doors.of(wide);

        assertThat(Connection.of("beto@localhost").rcpt(door, addresses(130, "outside.example")))
                .hasSize(10);
        assertThat(ana.rcpt(door, addresses(160, "outside.example"))).hasSize(10);
    }

    @Test
    void whoeverHasNotAuthenticatedShouldPass() throws Exception {
        fillTheLimit();
        edge.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        Connection world = Connection.ofNobody();

        assertThat(world.rcpt(door, "x@outside.example")).isEmpty();
        assertThat(door.onMessage(world.session(), mail("Mail-3", "x@outside.example")))
                .isEqualTo(HookResult.DECLINED);
    }

    @Test
    void everythingShouldPassWhenObserved() throws Exception {
        Edge observing = Edge.observing(Edge.SMALL);
        observing.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        RefuseAtTheDoor door = Doors.of(observing);

        assertThat(ana.rcpt(door, addresses(120, "outside.example"))).isEmpty();
        assertThat(door.onMessage(ana.session(), mail("Mail-1", addresses(120, "outside.example"))))
                .isEqualTo(HookResult.DECLINED);
        assertThat(observing.metrics.countFor("mesura.door.refused")).isZero();
    }

    @Test
    void exemptAccountAndTheHelpDeskShouldPass() throws Exception {
        Edge kind = new Edge("<exempt><account>boss@localhost</account></exempt>"
                + "<alwaysOpen><recipient>csirt@security.example</recipient></alwaysOpen>" + Edge.SMALL);
        Sender boss = new Sender("boss@localhost");
        kind.book().change(boss, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        kind.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        RefuseAtTheDoor door = Doors.of(kind);

        assertThat(Connection.of("boss@localhost").rcpt(door, addresses(120, "outside.example")))
                .isEmpty();
        assertThat(ana.rcpt(door, "csirt@security.example", "x@outside.example"))
                .hasSize(1);
        assertThat(door.onMessage(ana.session(), mail("Mail-1", "csirt@security.example")))
                .isEqualTo(HookResult.DECLINED);
    }

    @Test
    void faultShouldLetPassAndRaiseTheAlarm() throws Exception {
        RefuseAtTheDoor door = Doors.without(edge);

        assertThat(ana.rcpt(door, "x@outside.example")).isEmpty();
        assertThat(door.onMessage(ana.session(), mail("Mail-1", "x@outside.example")))
                .isEqualTo(HookResult.DECLINED);
        assertThat(edge.alarm.count()).isEqualTo(2);
    }

    @Test
    void refusalShouldStandWhenItCannotBeTakenDown() throws Exception {
        fillTheLimit();
        List<Runnable> waiting = new ArrayList<>();
        RefuseAtTheDoor door = Doors.of(edge, waiting::add);

        assertThat(Connection.isRefusal(door.onMessage(ana.session(), mail("Mail-3", "beto@localhost"))))
                .isTrue();
        assertThat(refused()).as("the mail program did not wait for this").isZero();
        waiting.forEach(Runnable::run);
        assertThat(refused()).isEqualTo(1);
    }

    @Test
    void unreadableMessageShouldPassWhenItMayBeAMassMailing() throws Exception {
        Edge mailing = new Edge("<policies><policy name='p'><limit measure='messages' quantity='2' window='1h'/>"
                + "<bulk advise='1' stop='2' refuse='2'/></policy></policies><assignments default='p'/>");
        for (int number = 1; number <= 2; number++) {
            mailing.review().service(circular(number));
        }

        assertThat(Doors.of(mailing).onMessage(ana.session(), unreadable())).isEqualTo(HookResult.DECLINED);
        assertThat(mailing.alarm.count()).isEqualTo(1);
    }

    /** Reading is what a message costs most: it is left to the review. */
    @Test
    void textShouldNotBeReadWhenNoneOfTheAccountIsNearAMassMailing() throws Exception {
        fillTheLimit();

        assertThat(Connection.reply(door.onMessage(ana.session(), unreadable())))
                .startsWith("451 4.7.1 Limit of 2");
        assertThat(edge.alarm.count()).isZero();
    }

    /** Nor the head, which James may have to fetch. */
    @Test
    void messageShouldNotBeLookedIntoUnlessSomethingElseSpeaksAgainstIt() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Mail mail = Edge.submitted("Mail-3", "x@outside.example")
                .mimeMessage(new MimeMessage((Session) null) {
                    @Override
                    public String getMessageID() {
                        looks.incrementAndGet();
                        return "<3@alcaldia.example>";
                    }
                })
                .build();

        assertThat(door.onMessage(ana.session(), mail)).isEqualTo(HookResult.DECLINED);
        assertThat(looks).hasValue(0);

        fillTheLimit();

        assertThat(Connection.isRefusal(door.onMessage(ana.session(), mail))).isTrue();
        assertThat(looks.get()).isPositive();
    }

    private static Mail unreadable() throws Exception {
        return Edge.submitted("Mail-3", "x@outside.example")
                .mimeMessage(Edge.unreadable())
                .build();
    }

    @Test
    void goingOnAndOnShouldSuspendAsItDoesBehindTheDoor() throws Exception {
        Edge strict = new Edge("<policies><policy name='p'><limit measure='messages' quantity='2' window='1h'/>"
                + "<overLimit>bounce</overLimit>"
                + "<escalation tellAdministratorAt='150%' suspendAt='200%' suspendFor='30min'/></policy></policies>"
                + "<assignments default='p'/>");
        RefuseAtTheDoor door = Doors.of(strict);
        for (int number = 1; number <= 2; number++) {
            strict.review().service(mail("Mail-" + number, "beto@localhost"));
        }
        Mail again = mail("Mail-3", "beto@localhost");
        for (int retry = 1; retry <= 5; retry++) {
            again.setName("Mail-3-" + retry);
            door.onMessage(ana.session(), again);
        }
        assertThat(strict.book().find(ANA).orElseThrow().standing().suspensionAt(Edge.NOON))
                .as("a message that is sent once more is one attempt")
                .isEmpty();
        assertThat(strict.context.getSentMails()).as("to the administrator").hasSize(1);

        door.onMessage(ana.session(), mail("Mail-4", "beto@localhost"));

        assertThat(strict.book().find(ANA).orElseThrow().standing().suspensionAt(Edge.NOON))
                .hasValueSatisfying(
                        suspension -> assertThat(suspension.until()).contains(Edge.NOON.plus(Duration.ofMinutes(30))));
        assertThat(strict.context.getSentMails())
                .as("and to the account")
                .anySatisfy(sent -> assertThat(sent.getRecipients()).containsExactly(Edge.address("ana@localhost")));
    }

    @Test
    void logShouldSayWhoAndWhyAndNoRecipient() throws Exception {
        fillTheLimit();
        edge.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        try (Log log = new Log(VerdictLog.NAME)) {
            door.onMessage(ana.session(), mail("Mail-3", "secret@outside.example"));
            ana.rcpt(door, "secret@outside.example", "secreta@outside.example");
            ana.reset();
            ana.rcpt(door, "secret@outside.example");

            assertThat(log.lines())
                    .as("a message, and the first recipient of two transactions")
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("where=\"door\" verdict=\"refuse\" reason=\"suspended\"")
                            .contains("ip=\"192.0.2.7\"", "account=\"ana@localhost\"", "policy=\"small\"")
                            .contains("cause=\"administrator\"", "code=\"550 5.7.1\"")
                            .doesNotContain("outside.example"));
        }
    }

    @Test
    void replyShouldNameThePageThatTheHandlerNames() throws Exception {
        door.init(page("https://a.example/m"));

        assertThat(door.onMessage(ana.session(), mail("Mail-1", addresses(11, "localhost")))
                        .getSmtpDescription())
                .endsWith("per message. https://a.example/m");
    }

    @Test
    void handlerShouldDoWithoutParameters() throws Exception {
        door.init(new BaseHierarchicalConfiguration());

        assertThat(door.onMessage(ana.session(), mail("Mail-1", addresses(11, "localhost")))
                        .getSmtpDescription())
                .endsWith(" https://help.example/mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://alcaldía.example/", "https://a.example/ b", "", "https://a.example/\r\n250 ok"})
    void pageThatCannotStandInAReplyShouldKeepJamesFromStarting(String page) {
        assertThatThrownBy(() -> door.init(page(page)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'helpPage'", "printable ASCII", "smtpserver.xml");
    }

    /** The quickest of many: what it costs when nothing else has the processor. */
    @ParameterizedTest(name = "suspended: {0}")
    @ValueSource(booleans = {false, true})
    void recipientShouldTakeAtMost50Microseconds(boolean suspended) throws Exception {
        Edge busy = new Edge("<policies><policy name='p' extends='staff'><limit measure='messages' quantity='500'"
                + " window='1min'/><limit measure='messages' quantity='500' window='1h'/></policy></policies>"
                + "<assignments default='p'/>");
        for (int number = 1; number <= 200; number++) {
            busy.review().service(mail("Mail-" + number, "beto@localhost"));
        }
        if (suspended) {
            busy.book().change(ANA, Accounts.suspend(Optional.empty(), Edge.NOON), Edge.NOON);
        }
        RefuseAtTheDoor door = Doors.of(busy);
        String[] recipients = addresses(100, "outside.example");
        long quickest = Long.MAX_VALUE;
        for (int transaction = 0; transaction < 300; transaction++) {
            for (String recipient : recipients) {
                long begin = System.nanoTime();
                List<HookResult> refusals = ana.rcpt(door, recipient);
                quickest = Math.min(quickest, System.nanoTime() - begin);
                assertThat(refusals).hasSize(suspended ? 1 : 0);
            }
            ana.reset();
        }

        assertThat(quickest).isLessThanOrEqualTo(50_000);
    }

    private void fillTheLimit() throws Exception {
        for (int number = 1; number <= 2; number++) {
            Mail mail = mail("Mail-" + number, "beto@localhost");
            assertThat(door.onMessage(ana.session(), mail)).isEqualTo(HookResult.DECLINED);
            edge.review().service(mail);
            assertThat(Verdict.of(mail).orElseThrow().decision()).isInstanceOf(Decision.Accept.class);
        }
    }

    private long refused() {
        return edge.book().find(ANA).orElseThrow().refused().used(Measure.MESSAGES, Duration.ofDays(1), Edge.NOON);
    }

    private static Mail mail(String name, String... recipients) throws Exception {
        return Edge.submitted(name, recipients).build();
    }

    private static Mail circular(int copy) throws Exception {
        String text = "Dear neighbour, the town hall is closed on Friday for the festival of the patron saint, and all"
                + " counters open again on Monday at eight o'clock in the morning as they always do.";
        return Edge.submitted("Mail-" + copy, "p" + copy + "@outside.example")
                .mimeMessage(Edge.message("Message-ID: <" + copy + "@localhost>\nSubject: Closed", text))
                .build();
    }

    private static String[] addresses(int many, String domain) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(number -> "p" + number + "@" + domain)
                .toArray(String[]::new);
    }

    private static BaseHierarchicalConfiguration page(String page) {
        BaseHierarchicalConfiguration handler = new BaseHierarchicalConfiguration();
        handler.addProperty("helpPage", page);
        return handler;
    }
}
