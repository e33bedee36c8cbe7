/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.mailet.Edge;
import org.mesura.mailet.ReviewSubmission;
import org.mesura.mailet.Verdict;
import org.mesura.review.Accounts;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;

/**
 * What was reviewed in a server and written down is judged once more, under the settings that were in force, from the files of
 * the journal alone: each decision is the same, its reason, figures and instants included. Settings, texts, recipients,
 * answers, redeliveries and times are drawn.
 */
class ReplayTest {
    private static final int WORLDS = 100;
    private static final int SUBMISSIONS = 80;
    private static final List<String> ACCOUNTS = List.of("ana@localhost", "beto@localhost", "boss@localhost");

    @TempDir
    Path folder;

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    void submissionsShouldHaveTheSameDecisionsOnceMoreUnderTheSettingsThatWereInForce() throws Exception {
        for (int seed = 0; seed < WORLDS; seed++) {
            play(seed);
        }

        assertThat(seen)
                .as("enough of each to judge by")
                .hasEntrySatisfying("accept", count -> assertThat(count).isGreaterThan(1_000))
                .hasEntrySatisfying("advise bulk", count -> assertThat(count).isGreaterThan(60))
                .hasEntrySatisfying(
                        "defer over-limit", count -> assertThat(count).isGreaterThan(60))
                .hasEntrySatisfying("defer bulk", count -> assertThat(count).isGreaterThan(5))
                .hasEntrySatisfying("hold bulk", count -> assertThat(count).isGreaterThan(60))
                .hasEntrySatisfying("refuse bulk", count -> assertThat(count).isGreaterThan(60))
                .hasEntrySatisfying(
                        "refuse over-limit", count -> assertThat(count).isGreaterThan(30))
                .hasEntrySatisfying(
                        "refuse over-cap", count -> assertThat(count).isGreaterThan(5))
                .hasEntrySatisfying(
                        "refuse suspended", count -> assertThat(count).isGreaterThan(5))
                .containsKeys("refuse never-fits", "refuse too-many-recipients", "answered", "on a permit");
    }

    private void play(int seed) throws Exception {
        World world = new World(seed);
        List<Decision> live = new ArrayList<>();
        for (int number = 0; number < SUBMISSIONS; number++) {
            live.add(world.send(number));
        }
        List<Reviewed> read = Written.andRead(folder.resolve("world-" + seed), world.edge.reviewed);

        assertThat(read).as("seed %s", seed).hasSameSizeAs(live);
        Comparison comparison =
                new Comparison(List.of(new Candidate("same", world.edge.settings.policies(), ZoneOffset.UTC)), 25, 500);
        Tally again = comparison.tallies().get(0);
        Map<Sender, Lineage> lineages = new HashMap<>();
        for (int number = 0; number < SUBMISSIONS; number++) {
            Reviewed reviewed = read.get(number);
            long campaign = reviewed.text()
                    .map(text -> lineages.computeIfAbsent(reviewed.submission().sender(), sender -> new Lineage())
                            .campaignOf(text, reviewed.entered()))
                    .orElse(0L);
            assertThat(again.add(reviewed, campaign))
                    .as(
                            "seed %s, submission %s of %s",
                            seed, number, reviewed.submission().sender())
                    .isEqualTo(live.get(number));
            count(reviewed, live.get(number));
        }
    }

    private void count(Reviewed reviewed, Decision decision) {
        Outcome outcome = Outcome.of(decision);
        seen.merge((outcome.verdict() + " " + outcome.reason()).strip(), 1, Integer::sum);
        decision.permit().ifPresent(use -> seen.merge("on a permit", 1, Integer::sum));
        reviewed.text()
                .filter(text -> text.counted().outside()
                        < reviewed.submission().recipients().outside())
                .ifPresent(text -> seen.merge("answered", 1, Integer::sum));
    }

    /** A server with settings of its own, accounts that write some texts again and again, and outsiders who write to them. */
    private static final class World {
        private final Random random;
        private final Edge edge;
        private final ReviewSubmission review;
        private final List<String> texts;
        private final List<Mail> sent = new ArrayList<>();

        World(int seed) throws Exception {
            random = new Random(seed);
            edge = new Edge(Edge.observing(settings()).settings);
            review = edge.review();
            texts = IntStream.range(0, 5)
                    .mapToObj(number -> words(3 + random.nextInt(number == 0 ? 8 : 120)))
                    .toList();
        }

        Decision send(int number) throws Exception {
            // windows end between milliseconds too
            edge.clock.advance(Duration.ofSeconds(random.nextInt(random.nextBoolean() ? 10 : 1_500))
                    .plusNanos(random.nextInt(1_000_000_000)));
            somebodyWrites();
            String account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            Mail mail = !sent.isEmpty() && random.nextInt(20) == 0
                    ? once(sent.get(random.nextInt(sent.size())))
                    : mail(account, "Mail-" + number);
            review.service(mail);
            sent.add(mail);
            return Verdict.of(mail).orElseThrow().decision();
        }

        /** A mail that is delivered again without what was written on it. */
        private static Mail once(Mail before) throws Exception {
            Mail again = before.duplicate();
            again.setName(before.getName());
            again.attributeNames()
                    .filter(name -> name.asString().startsWith("mesura."))
                    .toList()
                    .forEach(again::removeAttribute);
            return again;
        }

        private void somebodyWrites() {
            Instant now = edge.clock.instant();
            for (int letters = random.nextInt(6); letters > 0; letters--) {
                long outsider = Edge.KEY.ofRecipient("p" + random.nextInt(60) + "@outside.example");
                edge.book()
                        .change(
                                new Sender(ACCOUNTS.get(random.nextInt(ACCOUNTS.size()))),
                                Accounts.heardFrom(outsider, random.nextInt(), Duration.ofDays(7), now),
                                now);
            }
        }

        private Mail mail(String account, String name) throws Exception {
            List<String> recipients = new ArrayList<>();
            int outside = random.nextInt(10) == 0 ? random.nextInt(60) : 1 + random.nextInt(4);
            IntStream.range(0, random.nextInt(3)).forEach(one -> recipients.add("in" + one + "@localhost"));
            IntStream.range(0, outside).forEach(one -> recipients.add("p" + random.nextInt(60) + "@outside.example"));
            if (random.nextInt(20) == 0) {
                recipients.clear();
                recipients.add("desk@help.example");
            }
            return Edge.mail(name, recipients.toArray(String[]::new))
                    .attribute(Edge.smtpUser(account))
                    .mimeMessage(Edge.message(
                            "Message-ID: <" + name + "@localhost>\nSubject: s" + random.nextInt(3), text()))
                    .build();
        }

        /** One of the texts, in which some words are others, or a new one; mostly with the same words at the end. */
        private String text() {
            String text = random.nextInt(4) == 0 ? words(40) : texts.get(random.nextInt(texts.size()));
            int each = 4 + random.nextInt(40);
            String changed = random.nextBoolean()
                    ? text
                    : Arrays.stream(text.split(" "))
                            .map(word -> random.nextInt(each) == 0 ? words(1) : word)
                            .collect(Collectors.joining(" "));
            return changed + (random.nextInt(5) == 0 ? "" : "\nkind regards from the town hall of all of us");
        }

        private String words(int count) {
            return IntStream.range(0, count)
                    .mapToObj(word -> "w" + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(26))
                            + (char) ('a' + random.nextInt(26)))
                    .collect(Collectors.joining(" "));
        }

        private String settings() {
            return "<policies>" + policy("a") + policy("b") + "</policies>"
                    + "<assignments default='a'><account name='beto@localhost' policy='b'/></assignments>"
                    + oneOf(
                            3,
                            "<caps><institution externalRecipients='" + (5 + random.nextInt(200))
                                    + "' window='1h'/></caps>")
                    + oneOf(
                            3,
                            "<permits><permit id='p' account='ana@localhost' from='2026-11-24T00:00:00Z'"
                                    + " until='2026-11-24T18:00:00Z' externalRecipients='" + (1 + random.nextInt(300))
                                    + "' tier='communications' reason='a congress' grantor='olga@localhost'/></permits>")
                    + "<exempt>" + oneOf(4, "<account>boss@localhost</account>") + "</exempt>"
                    + "<alwaysOpen><recipient>desk@help.example</recipient></alwaysOpen>";
        }

        private String policy(String name) {
            return "<policy name='" + name + "'>"
                    + "<limit measure='messages' quantity='" + (2 + random.nextInt(30)) + "' window='"
                    + (1 + random.nextInt(90)) + "min'/>"
                    + oneOf(
                            2,
                            "<limit measure='external recipients' quantity='" + (1 + random.nextInt(150))
                                    + "' window='6h'/>")
                    + oneOf(2, "<limit measure='bytes' quantity='" + (1 + random.nextInt(200)) + "kB' window='2h'/>")
                    + "<recipientsPerMessage>" + (20 + random.nextInt(60)) + "</recipientsPerMessage>"
                    + "<overLimit>" + any("defer", "bounce", "hold") + "</overLimit>"
                    + "<deferral maxDelay='" + (1 + random.nextInt(120)) + "min'/>"
                    + "<bulk advise='" + (2 + random.nextInt(4)) + "' stop='" + (6 + random.nextInt(10)) + "' refuse='"
                    + (20 + random.nextInt(20)) + "' window='" + (1 + random.nextInt(24)) + "h' answersWithin='"
                    + any("0", "1h", "7d") + "' action='" + any("hold", "pace", "refuse") + "'/>"
                    + oneOf(2, "<escalation suspendAt='" + (126 + random.nextInt(100)) + "%'/>") + "</policy>";
        }

        private String oneOf(int times, String text) {
            return random.nextInt(times) == 0 ? text : "";
        }

        private String any(String... words) {
            return words[random.nextInt(words.length)];
        }
    }
}
