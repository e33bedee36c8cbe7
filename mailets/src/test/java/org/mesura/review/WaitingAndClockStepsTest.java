/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Terms;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * Mail that waits while its account sends on and the clock is set, against the time that really passed. As on real servers,
 * a mail is on its way for a while between its review and its keeping, some cannot be kept, the schedule notices a step
 * late and plans all anew when the settings change; and where two servers share the ledger each knows its own mail only.
 */
class WaitingAndClockStepsTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final List<Limit> LIMITS =
            List.of(messages(20, Duration.ofSeconds(10)), messages(100, Duration.ofMinutes(1)));
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int TICK = 10;
    private static final int TICKS = 150_000;
    private static final int LATEST_ROUND = 5_000;
    private static final int LONGEST_STEP = 300_000;

    private final OneAccount ana = new OneAccount();
    private final Terms terms = letter("any").build().terms();
    private final List<Node> nodes = new ArrayList<>();
    /** When each left, on a clock that is only ever set ahead. */
    private final List<Long> left = new ArrayList<>();

    private Random random;
    private long passed;
    private long offset;
    private long ahead;

    private static Requests letter(String id) {
        return request(id, LIMITS.toArray(Limit[]::new)).deferring(LONGEST);
    }

    private Instant clock() {
        return TEN.plusMillis(passed + offset);
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** Guarantee 3 for mail that waits; it leaves at most {@link SendRecord#SKEW} after it was charged. */
    @ParameterizedTest(name = "{1} servers, seed {0}")
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 1", "5, 2", "6, 2", "7, 2", "8, 2"})
    void noWindowShouldHoldMoreThanItsLimit(long seed, int servers) {
        random = new Random(seed);
        for (int server = 0; server < servers; server++) {
            nodes.add(new Node());
        }
        long nextStep = 30_000;
        for (int tick = 0; tick < TICKS; tick++) {
            passed += TICK;
            if (passed >= nextStep) {
                step();
                nextStep += 5_000 + random.nextInt(60_000);
            }
            // in turn more than may leave, and less
            if (oneIn(passed / 100_000 % 2 == 0 ? 40 : 100)) {
                nodes.get(random.nextInt(servers)).send("m" + tick);
            }
            nodes.forEach(Node::tick);
        }
        assertThat(left).hasSizeGreaterThan(1_500);
        left.sort(Comparator.naturalOrder());
        LIMITS.forEach(limit -> assertHeld(seed, limit));
    }

    private void assertHeld(long seed, Limit limit) {
        int quantity = Math.toIntExact(limit.quantity());
        for (int last = quantity; last < left.size(); last++) {
            assertThat(left.get(last) - left.get(last - quantity))
                    .as("seed %s, %s: one more, up to %s", seed, limit, left.get(last))
                    .isGreaterThanOrEqualTo(
                            limit.window().minus(SendRecord.SKEW).toMillis());
        }
    }

    private void step() {
        long by = random.nextLong(-LONGEST_STEP, LONGEST_STEP);
        offset += by;
        ahead += Math.max(0, by);
    }

    /** A server that holds mail. */
    private final class Node {
        private final Map<SubmissionId, Waiting> held = new HashMap<>();
        private final Map<Long, List<Waiting>> onTheirWay = new HashMap<>();
        private Instant latestRound = TEN;
        private long nextRound;

        void tick() {
            List<Waiting> come = onTheirWay.remove(passed);
            if (come != null) {
                come.forEach(mail -> held.put(mail.id(), mail));
            }
            if (passed >= nextRound) {
                round();
                nextRound = passed + (oneIn(20) ? random.nextInt(LATEST_ROUND) : TICK);
            }
        }

        void send(String id) {
            Decision decision = ana.decision(letter(id), clock());
            if (decision instanceof Decision.Accept) {
                left.add(passed + ahead);
            } else if (decision instanceof Decision.Defer defer && !oneIn(50)) {
                int ticks = 1 + random.nextInt(oneIn(10) ? 300 : 10);
                onTheirWay
                        .computeIfAbsent(passed + (long) TICK * ticks, tick -> new ArrayList<>())
                        .add(new Waiting(
                                new SubmissionId(id),
                                Charge.of(letter(id).submission()),
                                Optional.empty(),
                                defer.at()));
            }
        }

        private void round() {
            Instant now = clock();
            if (now.isBefore(latestRound.minus(SendRecord.SKEW)) || oneIn(2_000)) {
                plan(now);
            }
            latestRound = now;
            for (Waiting mail : inOrder()) {
                // what was done for another may have changed it
                if (held.get(mail.id()) == mail && !mail.turn().isAfter(now)) {
                    Departure departure = ana.change(Departures.depart(mail, terms, now), now);
                    if (departure instanceof Departure.Replan) {
                        plan(now);
                    } else {
                        carryOut(mail, departure);
                    }
                }
            }
        }

        private void plan(Instant now) {
            ImmutableList<Waiting> mails = inOrder();
            ImmutableMap<SubmissionId, Departure> planned = ana.change(Departures.plan(mails, terms, now), now);
            mails.forEach(mail -> carryOut(mail, planned.get(mail.id())));
        }

        private ImmutableList<Waiting> inOrder() {
            return held.values().stream()
                    .sorted(Comparator.comparing(Waiting::turn)
                            .thenComparing(mail -> mail.id().value()))
                    .collect(ImmutableList.toImmutableList());
        }

        private void carryOut(Waiting mail, Departure departure) {
            if (departure instanceof Departure.Leave) {
                held.remove(mail.id());
                left.add(passed + ahead);
            } else if (departure instanceof Departure.Wait wait) {
                held.put(mail.id(), new Waiting(mail.id(), mail.charge(), Optional.empty(), wait.at()));
            }
        }
    }
}
