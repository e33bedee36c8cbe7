/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.mesura.config.Settings;
import org.mesura.mailet.Edge;
import org.mesura.mailet.ReviewSubmission;
import org.mesura.mailet.Verdict;
import org.mesura.policy.Assignments;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Deferral;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Presets;
import org.mesura.review.Accounts;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * Door and review on 10,000 submissions, each at the same instant and over the same state: what the review lets pass, now
 * or later, the door does not refuse; and what the review refuses the door did. Policies, permits, caps, suspensions,
 * texts, sizes and times are drawn; what was decided before is the state.
 */
class AgreementTest {
    private static final int WORLDS = 200;
    private static final int SUBMISSIONS = 50;
    private static final List<String> ACCOUNTS = List.of("ana@localhost", "beto@localhost", "boss@localhost");
    private static final List<String> TEXTS = List.of(
            "the counters of the town hall are closed on Friday for the festival of the patron saint of our town",
            "whoever wants to take part in the course on composting writes down his name at the library by Monday",
            "bring the signed form and two photographs when you come for the licence, and be there before noon");

    private int refused;
    private int refusedAtTheDoor;

    @Test
    void doorShouldRefuseWhatTheReviewRefusesAndNothingElse() throws Exception {
        for (int seed = 0; seed < WORLDS; seed++) {
            play(seed);
        }

        assertThat(refused).as("enough to judge by").isGreaterThan(1_000);
        assertThat(refusedAtTheDoor * 100)
                .as("of %s that the review refused", refused)
                .isGreaterThanOrEqualTo(refused * 99);
    }

    private void play(long seed) throws Exception {
        Random random = new Random(seed);
        Edge edge = new Edge(settings(random));
        ReviewSubmission review = edge.review();
        // what it refuses is not taken down: the review comes next, and must find the same state
        RefuseAtTheDoor door = Doors.of(edge, task -> {});
        for (int number = 0; number < SUBMISSIONS; number++) {
            edge.clock.advance(Duration.ofSeconds(random.nextInt(random.nextBoolean() ? 10 : 1_500)));
            suspendSomebody(edge, random);
            String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            Mail mail = mail(account, "Mail-" + number, random);
            boolean isRefused = isRefusedAtTheDoor(door, account, mail);
            review.service(mail);
            Decision decision = Verdict.of(mail).orElseThrow().decision();
            compare(isRefused, decision, "seed " + seed + ", " + mail.getName());
        }
    }

    private void compare(boolean isRefused, Decision decision, String scenario) {
        if (decision instanceof Decision.Refuse) {
            refused++;
            refusedAtTheDoor += isRefused ? 1 : 0;
            return;
        }
        assertThat(isRefused).as("%s: %s", scenario, decision).isFalse();
    }

    private static boolean isRefusedAtTheDoor(RefuseAtTheDoor door, String account, Mail mail) {
        Connection connection = Connection.of(account);
        String[] recipients =
                mail.getRecipients().stream().map(Object::toString).toArray(String[]::new);
        boolean atRcpt = !connection.rcpt(door, recipients).isEmpty();
        return Connection.isRefusal(door.onMessage(connection.session(), mail)) || atRcpt;
    }

    private static void suspendSomebody(Edge edge, Random random) {
        Instant now = edge.clock.instant();
        Sender sender = new Sender(ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
        switch (random.nextInt(20)) {
            case 0 -> edge.book().change(sender, Accounts.suspend(Optional.of(Duration.ofMinutes(20)), now), now);
            case 1 -> edge.book().change(sender, Accounts.suspend(Optional.empty(), now), now);
            case 2, 3 -> edge.book().change(sender, Accounts.lift(now), now);
            default -> {}
        }
    }

    private static Mail mail(String account, String name, Random random) throws Exception {
        int inside = random.nextInt(3);
        int outside = random.nextInt(10) == 0 ? random.nextInt(140) : random.nextInt(4);
        List<String> recipients = new ArrayList<>();
        IntStream.range(0, inside == 0 && outside == 0 ? 1 : inside)
                .forEach(number -> recipients.add("in" + number + "@localhost"));
        IntStream.range(0, outside).forEach(number -> recipients.add("p" + random.nextInt(300) + "@outside.example"));
        if (random.nextInt(10) == 0) {
            recipients.add("desk@help.example");
        }
        String text = TEXTS.get(random.nextInt(TEXTS.size()))
                + (random.nextBoolean() ? "" : " " + " word".repeat(random.nextInt(3_000)));
        return Edge.mail(name, recipients.toArray(String[]::new))
                .attribute(Edge.smtpUser(account))
                .mimeMessage(Edge.message("Message-ID: <" + name + "@localhost>\nSubject: " + name, text))
                .build();
    }

    private static Settings settings(Random random) {
        Settings drawn = Edge.settings("<exempt><recipient>in1@localhost</recipient>"
                + (random.nextInt(4) == 0 ? "<account>boss@localhost</account>" : "") + "</exempt>"
                + "<alwaysOpen><recipient>desk@help.example</recipient></alwaysOpen>"
                + (random.nextInt(3) == 0
                        ? "<caps><institution externalRecipients='" + (5 + random.nextInt(200))
                                + "' window='1d'/></caps>"
                        : "")
                + (random.nextInt(3) == 0
                        ? "<permits><permit id='p' account='ana@localhost' from='2026-11-24T00:00:00Z'"
                                + " until='2026-11-24T18:00:00Z' externalRecipients='" + (1 + random.nextInt(300))
                                + "' tier='communications' reason='a congress' grantor='olga@localhost'/></permits>"
                        : ""));
        PolicyBook book = drawn.policies();
        Assignments assigned = new Assignments(
                policy(random),
                book.assignments().byNetwork(),
                ImmutableMap.of(),
                ImmutableList.of(),
                ImmutableMap.of(ACCOUNTS.get(1), policy(random)));
        return new Settings(
                new PolicyBook(book.mode(), assigned, book.exempt(), book.caps(), book.permits()),
                drawn.institution(),
                drawn.languages(),
                drawn.notices(),
                drawn.deferredAfter(),
                drawn.held(),
                drawn.internalDomains(),
                drawn.networks(),
                drawn.alwaysOpen(),
                drawn.exemptRecipients(),
                drawn.remoteRefusals(),
                drawn.chainLetters(),
                drawn.submissions(),
                drawn.store(),
                drawn.redis());
    }

    private static Policy policy(Random random) {
        ImmutableList.Builder<Limit> limits = ImmutableList.builder();
        limits.add(new Limit(Measure.MESSAGES, 1 + random.nextInt(30), Duration.ofMinutes(1 + random.nextInt(90))));
        if (random.nextBoolean()) {
            limits.add(new Limit(Measure.EXTERNAL_RECIPIENTS, 1 + random.nextInt(150), Duration.ofHours(6)));
        }
        if (random.nextBoolean()) {
            limits.add(new Limit(Measure.BYTES, 1_000 + random.nextInt(200_000), Duration.ofHours(2)));
        }
        Optional<BulkRule> bulk = random.nextBoolean()
                ? Optional.of(new BulkRule(
                        2,
                        4,
                        4 + random.nextInt(20),
                        25,
                        Duration.ofDays(1),
                        Duration.ofDays(7),
                        any(BulkAction.values(), random),
                        50))
                : Optional.empty();
        return new Policy(
                "drawn",
                limits.build(),
                1 + random.nextInt(130),
                any(OverLimit.values(), random),
                new Deferral(Duration.ofMinutes(1 + random.nextInt(120)), 10, 5),
                Duration.ofDays(3),
                bulk,
                Presets.ESCALATION);
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
