/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.review.AccountState;
import org.mesura.review.Aside;
import org.mesura.store.format.StateForm;
import org.mesura.submission.Recipients;

/** How much is kept of an account's campaigns, and that what decides is exact as long as it is. */
class CampaignBoundsTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final BulkRule RULE = new BulkRule(50, 150, 500, 25, DAY, DAY, BulkAction.REFUSE, 50);
    private static final BulkRule LONGEST =
            new BulkRule(50, 150, 500, 25, Duration.ofDays(31), DAY, BulkAction.REFUSE, 50);
    private static final int MOST_OCTETS = 48 * 1024;

    private Campaigns campaigns = Campaigns.NONE;

    private record Sent(int text, long[] recipients, Instant at) {}

    private Evidence send(Fingerprint text, Recipients recipients, BulkRule rule, Instant at) {
        var sighting = campaigns.sight(text, recipients, rule, at);
        campaigns = sighting.entered();
        return sighting.evidence();
    }

    private int stored() {
        var none = AccountState.NEW.aside();
        var aside = new Aside(
                none.passed(),
                none.refused(),
                none.attempts(),
                none.unknown(),
                campaigns,
                none.correspondents(),
                none.recent(),
                none.standing(),
                none.permits());
        return StateForm.of(new AccountState(AccountState.NEW.ledger(), aside)).length;
    }

    @Test
    void textsShouldBeBounded() {
        for (var text = 0; text < 100; text++) {
            send(Texts.numbered(text), Recipients.of(0, text), RULE, START);
        }

        assertThat(campaigns.all()).hasSize(Campaigns.KEPT);
        assertThat(Campaigns.KEPT).isEqualTo(24);
    }

    @Test
    void messagesOfATextShouldBeBoundedButNotItsRecipients() {
        var text = Texts.numbered(1);
        var evidence = new Evidence(START, 0, 0);
        for (var message = 0; message < 1_000; message++) {
            evidence = send(text, Recipients.of(0, message % 600), RULE, START.plusSeconds(message));
        }

        assertThat(campaigns.all().get(0).messages().length()).isEqualTo(512);
        assertThat(evidence.recipients()).isEqualTo(600);
    }

    @Test
    @Tag("slow")
    void fullestStateShouldBeStoredInFortyEightKibibytes() {
        fill(LONGEST);

        assertThat(campaigns.all()).hasSize(Campaigns.KEPT);
        assertThat(stored()).isLessThanOrEqualTo(MOST_OCTETS);
    }

    @Test
    void typicalStateShouldBeStoredInSomeFourKibibytes() {
        for (var message = 0; message < 20; message++) {
            var text = Texts.fingerprint(Texts.words(message, 30) + "\n\n" + Texts.words(-1, 40));
            send(text, Recipients.of(0, new Random(message).nextLong()), RULE, START.plusSeconds(1_200L * message));
        }

        assertThat(stored()).isLessThanOrEqualTo(6 * 1024);
    }

    /** Sends as many texts, to as many, as often and as long as anything of it stays. */
    private void fill(BulkRule rule) {
        var random = new Random(1);
        var texts = IntStream.range(0, Campaigns.KEPT)
                .mapToObj(text -> Texts.fingerprint(Texts.words(text, 300)))
                .toList();
        var recipients = 3 * rule.refuse();
        var messages = 3 * Campaign.MESSAGES_KEPT;
        var step = rule.window().toMillis() / messages;
        for (var message = 0; message < messages; message++) {
            var to = message < recipients ? new long[] {random.nextLong()} : new long[0];
            var at = START.plusMillis(step * message + random.nextInt((int) step));
            send(texts.get(message % texts.size()), Recipients.of(0, to), rule, at);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void recipientsCountedShouldBeTheDistinctOnesInTheWindow(long seed) {
        var random = new Random(seed);
        var texts = IntStream.range(0, 5)
                .mapToObj(text -> text == 0 ? Texts.fingerprint("Recibido.") : Texts.numbered(text))
                .toList();
        List<Sent> all = new ArrayList<>();
        var now = START;
        for (var message = 0; message < 400; message++) {
            now = now.plusSeconds(random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(300));
            var text = random.nextInt(texts.size());
            var to = random.longs(random.nextInt(6), 0, 80).toArray();
            all.add(new Sent(text, to, now));

            assertThat(send(texts.get(text), Recipients.of(0, to), RULE, now))
                    .as("seed %s message %s", seed, message)
                    .isEqualTo(expected(all, text, now));
        }
    }

    /** What a list of all that was sent tells of {@code text}, the latest of it included. */
    private static Evidence expected(List<Sent> all, int text, Instant now) {
        var window = all.stream()
                .filter(sent -> sent.text() == text && sent.at().isAfter(now.minus(DAY)))
                .toList();
        var recipients = window.stream()
                .flatMapToLong(sent -> Arrays.stream(sent.recipients()))
                .distinct()
                .count();
        return new Evidence(window.get(0).at(), window.size(), recipients);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderOfMessagesShouldNotMatter(long seed) {
        var random = new Random(seed);
        List<long[]> messages = new ArrayList<>();
        for (var message = 0; message < 40; message++) {
            messages.add(random.longs(1 + random.nextInt(4), 0, 100).toArray());
        }
        messages.forEach(to -> send(Texts.numbered(1), Recipients.of(0, to), RULE, START));
        var inOrder = campaigns.reaching(1, DAY, START);
        campaigns = Campaigns.NONE;
        Collections.shuffle(messages, random);
        messages.forEach(to -> send(Texts.numbered(1), Recipients.of(0, to), RULE, START));

        assertThat(campaigns.reaching(1, DAY, START)).as("seed %s", seed).isEqualTo(inOrder);
    }
}
