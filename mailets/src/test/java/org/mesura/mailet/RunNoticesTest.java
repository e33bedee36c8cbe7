/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.mail.MessagingException;
import javax.mail.internet.MimeMultipart;

import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.notice.Kind;
import org.mesura.review.Accounts;
import org.mesura.review.Change;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;
import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;

/** One word for a run of deferrals, and one more when it is over: guarantee 9. */
class RunNoticesTest {
    private static final String ANA = "ana@localhost";

    @TempDir
    Path folder;

    private Holding holding;

    @BeforeEach
    void start() {
        holding = new Holding(folder, Holding.SLOW);
    }

    @Test
    void senderShouldBeToldOnceOfARunAndOnceMoreWhenItIsOver() throws Exception {
        submit(1, 5);
        holding.pass(Duration.ofSeconds(5));
        submit(6, 7);
        holding.pass(Duration.ofSeconds(4));
        assertThat(texts()).isEmpty();

        holding.pass(Duration.ofSeconds(2));
        assertThat(texts()).singleElement().satisfies(text -> assertThat(text).contains("12:03"));
        submit(8, 9);
        holding.pass(Duration.ofMinutes(5));

        assertThat(holding.released()).hasSize(7);
        assertThat(texts()).hasSize(2);
        assertThat(texts().get(1)).isEqualTo("Todos sus mensajes ya salieron");
        assertThat(holding.facts.runs()).isEmpty();
    }

    @Test
    void senderShouldNotBeToldWhenAllHaveLeftByThen() throws Exception {
        holding = new Holding(folder, Holding.SLOW.replace("1min", "5s"));
        submit(1, 4);
        holding.pass(Duration.ofMinutes(1));

        assertThat(holding.released()).hasSize(2);
        assertThat(texts()).isEmpty();
        assertThat(holding.facts.runs()).isEmpty();
    }

    @Test
    void senderShouldHearNothingOfASecondRunInTheQuietPeriod() throws Exception {
        submit(1, 3);
        holding.pass(Duration.ofMinutes(2));
        assertThat(texts()).hasSize(2);
        submit(4, 6);
        holding.pass(Duration.ofMinutes(5));

        assertThat(holding.released()).hasSize(2);
        assertThat(texts()).hasSize(2);
    }

    @Test
    void senderShouldBeToldOnceWhenTheServerStartedAnewMeanwhile() throws Exception {
        submit(1, 5);
        holding.pass(Duration.ofSeconds(12));
        holding.crash();
        holding.pass(Duration.ofMinutes(5));

        assertThat(texts()).hasSize(2);
    }

    @Test
    void senderShouldHearTheEndOfARunOnceItsSuspendedMailLeft() throws Exception {
        submit(1, 5);
        holding.pass(Duration.ofSeconds(12));
        assertThat(texts()).hasSize(1);
        change(Accounts.suspend(Optional.empty(), holding.edge.clock.instant()));
        holding.pass(Duration.ofMinutes(3));
        assertThat(texts()).as("while all wait for the lifting").hasSize(1);

        change(Accounts.lift(holding.edge.clock.instant()));
        holding.round.look(new Sender(ANA));
        holding.pass(Duration.ofMinutes(3));
        assertThat(holding.released()).hasSize(3);
        assertThat(texts()).hasSize(2).element(1).isEqualTo("Todos sus mensajes ya salieron");
    }

    @Test
    void senderShouldBeToldTenMinutesLaterWhenTheHourWasFull() throws Exception {
        holding = new Holding(folder, Holding.SLOW + "<notices perHour='2'/>");
        for (String other : List.of("beto@localhost", "caro@localhost")) {
            holding.edge.notices.turn(
                    new Sender(other),
                    "lifted",
                    Kind.LIFTED,
                    Edge.NOON.minus(Duration.ofMinutes(55)),
                    holding.settings.notices());
        }
        submit(1, 30);
        holding.pass(Duration.ofMinutes(10));
        assertThat(texts()).isEmpty();

        holding.pass(Duration.ofSeconds(15));
        assertThat(texts()).hasSize(1);
        holding.pass(Duration.ofMinutes(15));
        assertThat(texts()).hasSize(2).element(1).isEqualTo("Todos sus mensajes ya salieron");
    }

    /** What is noted so late that its run is over by then belongs to no later run. */
    @Test
    void noticeShouldNotGiveTheReasonOfAnEarlierRun() throws Exception {
        holding.runs.note(new Verdict(
                new SubmissionId("Mail-0"),
                new Sender(ANA),
                "slow",
                Edge.NOON.minusSeconds(1),
                new Decision.Defer(Edge.NOON, VerdictTest.OVER, ImmutableList.of(), Optional.empty()),
                2,
                2,
                0,
                false));
        submit(1, 3);
        holding.pass(Duration.ofSeconds(12));

        assertThat(holding.edge.context.getSentMails()).singleElement().satisfies(mail -> assertThat(
                        ((MimeMultipart) mail.getMsg().getContent())
                                .getBodyPart(0)
                                .getContent())
                .asString()
                .contains("su cuenta pasaría del límite de 2 mensajes por"));
    }

    private void change(Change<?> change) {
        holding.edge.book.change(new Sender(ANA), change, holding.edge.clock.instant());
    }

    private void submit(int first, int last) throws Exception {
        for (int count = first; count <= last; count++) {
            holding.submit(ANA, "Mail-" + count);
        }
    }

    private List<String> texts() {
        return holding.edge.context.getSentMails().stream()
                .map(RunNoticesTest::text)
                .toList();
    }

    private static String text(SentMail mail) {
        try {
            return mail.getMsg().getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
