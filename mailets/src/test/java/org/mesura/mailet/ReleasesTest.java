/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

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
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private Holding holding;
    private Releases releases;

    @AfterEach
    void stop() throws Exception {
        releases.stop();
    }

    /** A hundred accounts, each with a hundred mails of which ten leave every six seconds: for a minute, in bursts of a thousand. */
    @Test
    void mailShouldLeaveInTimeWhenTenThousandAreHeld() throws Exception {
        Instant start = Instant.now();
        AtomicReference<InstantSource> clock = new AtomicReference<>(InstantSource.fixed(start));
        holding = new Holding(
                folder,
                new Edge(Holding.SLOW
                        .replace("quantity=\"2\"", "quantity=\"10\"")
                        .replace("1min", "6s")),
                () -> clock.get().instant());
        ReviewSubmission review = holding.edge.review(clock.get());
        DeferSubmission defer = holding.defer("repositoryPath", "memory://var/mail/mesura-held/");
        for (int count = 0; count < 11_000; count++) {
            Mail mail = Holding.mail("account-" + count % 100 + "@localhost", "Mail-" + count);
            review.service(mail);
            defer.service(mail);
        }
        int held = Math.toIntExact(holding.facts.total().messages());
        assertThat(held).isEqualTo(10_000);
        clock.set(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), start)));
        releases = holding.releases();
        releases.begin();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(holding.spool.size()).isEqualTo(held));

        List<Duration> late = holding.spool.mails().stream()
                .map(ReleasesTest::lateness)
                .sorted()
                .toList();
        System.out.printf(
                "lateness of %d held mails: p50 %s, p99 %s, worst %s%n",
                held, late.get(held / 2), late.get(held - 1 - held / 100), late.get(held - 1));
        assertThat(late.get(held - 1 - held / 100)).isLessThanOrEqualTo(Duration.ofSeconds(2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(holding.facts.total()).isEqualTo(HeldTotal.NOTHING));
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
                .isTrue();
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
