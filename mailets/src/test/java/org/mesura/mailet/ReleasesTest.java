/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.hold.HeldTotal;
import org.mesura.review.Decision;
import org.mesura.submission.SubmissionId;

/** The thread of the schedule, with the clock on the wall. */
class ReleasesTest {
    private static final String ANA = "ana@localhost";
    private static final int HELD = 10_000;
    private static final String TEN_IN_SIX_SECONDS =
            Holding.SLOW.replace("quantity=\"2\"", "quantity=\"10\"").replace("1min", "6s");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Holding holding;
    private Releases releases;

    @AfterEach
    void stop() throws Exception {
        if (releases != null) {
            releases.stop();
        }
    }

    /**
     * A hundred accounts, each with a hundred mails of which ten leave every six seconds: 167 a second for a minute, in
     * repositories in memory. The clock goes to the instant that each round asks for; what is measured is the processor's
     * time, which must leave room in that minute.
     */
    @Test
    void mailShouldLeaveAtItsInstantAndCheaplyWhenTenThousandAreHeld() throws Exception {
        holding = new Holding(folder, TEN_IN_SIX_SECONDS);
        DeferSubmission defer = holding.defer("repositoryPath", "memory://var/mail/mesura-held/");
        ReviewSubmission review = holding.edge.review();
        for (int account = 0; account < 100; account++) {
            for (int count = 0; count < 110; count++) {
                Mail mail = Holding.mail("account-" + account + "@localhost", "Mail-" + account + "-" + count);
                review.service(mail);
                defer.service(mail);
            }
            holding.edge.clock.advance(Duration.ofMillis(50));
        }
        assertThat(holding.facts.total().messages()).isEqualTo(HELD);

        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        while (holding.facts.total().messages() > 0) {
            Instant next = holding.round.round();
            Duration pause = Duration.between(holding.edge.clock.instant(), next);
            holding.edge.clock.advance(pause.isNegative() ? Duration.ZERO : pause);
        }
        long each = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / HELD;

        System.out.printf("one of %d held mails takes the schedule %d µs%n", HELD, each / 1_000);
        assertThat(holding.spool.mails()).hasSize(HELD).allSatisfy(mail -> assertThat(lateness(mail))
                .isZero());
        assertThat(Duration.ofNanos(each)).isLessThan(Duration.ofMillis(3));
        assertThat(holding.edge.alarm.count()).isZero();
    }

    @Test
    void scheduleShouldSurviveWhateverFails() throws Exception {
        start(Holding.SLOW.replace("1min", "1s"));
        holding.faults.before("HoldingArea.due");
        third();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(holding.edge.alarm.count()).isPositive());
        holding.faults.none();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(holding.released()).containsExactly("Mail-3"));
    }

    @Test
    void mailShouldGoBackAtOnceWhenAPersonRejectsIt() throws Exception {
        start(Holding.SLOW.replace("1min", "1h"));
        third();

        assertThat(releases.reject(new SubmissionId("Mail-3"), Optional.empty()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(holding.facts.total()).isEqualTo(HeldTotal.NOTHING);
    }

    private void start(String settings) {
        holding = new Holding(folder, new Edge(settings), InstantSource.system());
        releases = holding.releases();
        releases.begin();
    }

    private void third() throws Exception {
        ReviewSubmission review = holding.edge.review(InstantSource.system());
        DeferSubmission defer = holding.defer(releases);
        for (int count = 1; count <= 3; count++) {
            Mail mail = Holding.mail(ANA, "Mail-" + count);
            review.service(mail);
            defer.service(mail);
        }
    }

    private static Duration lateness(Mail mail) {
        Decision.Defer turn = (Decision.Defer) Verdict.of(mail).orElseThrow().decision();
        String released = mail.getAttribute(AttributeName.of("mesura.releasedAt"))
                .orElseThrow()
                .getValue()
                .value()
                .toString();
        return Duration.between(turn.at(), Instant.parse(released));
    }
}
