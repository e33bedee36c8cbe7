/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.mesura.config.Settings;
import org.mesura.notice.NoticeDesk;
import org.mesura.policy.Permit;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.submission.Sender;

import com.google.common.collect.Iterables;

/** Each of the three once, when it is so, restarts included: guarantee 9 and ADR 17. */
class PermitNoticesTest {
    private static final Sender ANA = new Sender("ana@localhost");
    private static final Instant END = Edge.NOON.plus(Duration.ofHours(2));
    private static final String GRANTED = "Tiene un permiso para enviar más";
    private static final String NEARLY_USED = "Su permiso de envío está por agotarse";
    private static final String USED_UP = "Su permiso de envío se agotó";
    private static final String ENDED = "Su permiso de envío terminó";

    private static String file(String attributes) {
        return Edge.SMALL.replace("2\" window=\"1h", "1\" window=\"1h")
                + """
                <permits><permit id="fair" account="ana@localhost" from="2026-11-24T08:00Z" until="2026-11-24T14:00Z"
                  externalRecipients="10" reason="The fair" grantor="Olga"/></permits>
                <institution><timeZone>UTC</timeZone></institution>
                """.replace("externalRecipients=\"10\"", attributes);
    }

    private final Edge edge = new Edge(file("externalRecipients=\"10\""));
    private final PermitNotices permits = edge.permits();

    @Test
    void permitOfTheFileShouldBeToldOnceAlthoughTheServerStartsAgain() {
        permits.look(Edge.NOON);
        permits.look(Edge.NOON.plus(PermitNotices.AGAIN));
        edge.permits().look(Edge.NOON.plus(Duration.ofHours(1)));

        assertThat(edge.context.getSentMails()).singleElement().satisfies(sent -> {
            assertThat(sent.getRecipients()).containsExactly(Edge.address("ana@localhost"));
            assertThat(sent.getSubject())
                    .hasValueSatisfying(subject -> assertThat(subject).startsWith(GRANTED));
            assertThat(sent.getMsg().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        });
    }

    @Test
    void permitShouldBeToldAgainWhenItGivesMore() {
        permits.look(Edge.NOON);
        anew(Edge.settings(file("externalRecipients=\"20\""))).look(Edge.NOON);

        assertThat(subjects()).hasSize(2).allSatisfy(subject -> assertThat(subject)
                .startsWith(GRANTED));
    }

    @Test
    void endShouldBeToldAtItsInstantAndNotBefore() {
        permits.look(Edge.NOON);
        permits.look(END.minusMillis(1));
        assertThat(subjects()).hasSize(1);

        permits.look(END);
        permits.look(END.plus(Duration.ofHours(3)));
        edge.permits().look(END.plus(Duration.ofHours(20)));

        assertThat(subjects()).hasSize(2).last().isEqualTo(ENDED);
    }

    @Test
    void endShouldBeToldByTheNextStartWithinADayAndThenNoMore() {
        edge.permits().look(END.plus(Duration.ofDays(1)));
        assertThat(subjects()).isEmpty();

        edge.permits().look(END.plus(Duration.ofDays(1)).minusSeconds(1));
        assertThat(subjects()).containsExactly(ENDED);
    }

    @Test
    void reviewShouldTellThatThePermitIsNearlyUsedAndUsedUpEachOnce() throws Exception {
        ReviewSubmission review = edge.review();
        permits.look(Edge.NOON);
        review.service(mail("own", 1));
        review.service(mail("first", 7));
        assertThat(subjects()).hasSize(1);

        review.service(mail("second", 1));
        review.service(mail("third", 1));
        assertThat(subjects())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(NEARLY_USED + ": dispone de 2 destinatarios externos");

        review.service(mail("last", 1));
        edge.permits().look(END);

        assertThat(subjects()).hasSize(3).last().isEqualTo(USED_UP);
    }

    @Test
    void onlyTheEndShouldBeToldWhenOneMessageUsesAllThatWasLeft() throws Exception {
        ReviewSubmission review = edge.review();
        review.service(mail("own", 1));
        review.service(mail("all", 10));

        assertThat(subjects()).containsExactly(USED_UP);
    }

    @Test
    void nothingShouldBeToldWhenObservedOrExempt() {
        Edge observing = Edge.observing(file("externalRecipients=\"10\""));
        observing.permits().look(Edge.NOON);
        Edge exempting =
                new Edge(file("externalRecipients=\"10\"") + "<exempt><account>ana@localhost</account></exempt>");
        exempting.permits().look(Edge.NOON);

        assertThat(observing.context.getSentMails()).isEmpty();
        assertThat(exempting.context.getSentMails()).isEmpty();
    }

    @Test
    void permitGrantedBesideTheFileShouldBeToldAtOnceAndItsEndToo() {
        Edge bare = new Edge("");
        PermitNotices told = bare.permits();
        told.look(Edge.NOON);
        Permit permit = new Permit("given", ANA, Edge.NOON, Edge.NOON.plusSeconds(60), 5, 5, "", "");
        bare.book.change(ANA, Accounts.grant(permit), Edge.NOON);
        told.granted(ANA, Edge.NOON);
        assertThat(bare.context.getSentMails()).hasSize(1);

        told.look(Edge.NOON.plusSeconds(1));
        told.look(Edge.NOON.plusSeconds(60));

        assertThat(bare.context.getSentMails())
                .extracting(sent -> sent.getSubject().orElseThrow())
                .last()
                .isEqualTo(ENDED);
    }

    @Test
    void limitsShouldNotBeSaidToHoldAgainWhileAnotherPermitHolds() throws Exception {
        Edge two = new Edge("");
        PermitNotices told = two.permits();
        Permit first = new Permit("first", ANA, Edge.NOON, Edge.NOON.plusSeconds(60), 5, 5, "", "");
        Permit second = new Permit("second", ANA, Edge.NOON, Edge.NOON.plusSeconds(120), 5, 5, "", "");
        two.book.change(ANA, Accounts.grant(first), Edge.NOON);
        two.book.change(ANA, Accounts.grant(second), Edge.NOON);
        told.granted(ANA, Edge.NOON);

        told.look(Edge.NOON.plusSeconds(60));
        assertThat(textOfLast(two))
                .contains("Otro permiso de su cuenta sigue vigente")
                .doesNotContain("valen otra vez");
        told.look(Edge.NOON.plusSeconds(120));

        assertThat(textOfLast(two)).contains("valen otra vez").doesNotContain("Otro permiso");
    }

    private static String textOfLast(Edge edge) throws Exception {
        SentMail last = Iterables.getLast(edge.context.getSentMails());
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        last.getMsg().writeTo(octets);
        return octets.toString(StandardCharsets.UTF_8).replace("=\r\n", "").replaceAll("\\s+", " ");
    }

    @Test
    void whatTheServersHourHadNoRoomForShouldBeToldLater() {
        Edge busy = new Edge(file("externalRecipients=\"10\"") + "<notices perHour='1'/>");
        busy.announcements().lifted(new Sender("beto@localhost"), "small", busy.context, Edge.NOON);
        PermitNotices told = busy.permits();
        told.look(Edge.NOON);
        assertThat(busy.context.getSentMails()).hasSize(1);

        told.look(Edge.NOON.plus(Duration.ofHours(1)));

        assertThat(busy.context.getSentMails()).hasSize(2);
    }

    @Test
    void accountWithoutAMailboxShouldBeToldByWayOfTheAdministrator() {
        Edge network = new Edge(file("externalRecipients=\"10\"").replace("ana@localhost", "app@elsewhere.example"));
        network.permits().look(Edge.NOON);

        assertThat(network.context.getSentMails())
                .flatExtracting(SentMail::getRecipients)
                .containsExactly(Edge.address("postmaster@correo.example"));
    }

    @Test
    void faultShouldGoToTheAlarmAndNeverOut() throws Exception {
        AccountBook broken = (AccountBook) java.lang.reflect.Proxy.newProxyInstance(
                AccountBook.class.getClassLoader(), new Class<?>[] {AccountBook.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("no book");
                });
        new PermitNotices(() -> edge.settings, broken, edge.announcements(), () -> edge.context, edge.alarm)
                .look(Edge.NOON);

        assertThat(edge.alarm.count()).isEqualTo(1);
        assertThat(subjects()).isEmpty();
    }

    /** With other settings, and what was written and counted before. */
    private PermitNotices anew(Settings settings) {
        NoticeDesk desk = new NoticeDesk(edge.notices, settings.notices());
        Announcements announcements =
                new Announcements(() -> desk, () -> edge.writer, () -> settings, edge.alarm, edge.figures());
        return new PermitNotices(() -> settings, edge.book, announcements, () -> edge.context, edge.alarm);
    }

    private static Mail mail(String name, int outsiders) throws Exception {
        String[] recipients = new String[outsiders];
        for (int index = 0; index < outsiders; index++) {
            recipients[index] = name + index + "@outside.example";
        }
        return Edge.submitted(name, recipients).build();
    }

    private List<String> subjects() {
        return edge.context.getSentMails().stream()
                .map(sent -> sent.getSubject().orElseThrow())
                .toList();
    }
}
