/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mesura.review.Requests.DAY;
import static org.mesura.review.Requests.HOUR;
import static org.mesura.review.Requests.MINUTE;
import static org.mesura.review.Requests.messages;
import static org.mesura.review.Requests.recipients;
import static org.mesura.review.Requests.request;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mesura.policy.Limit;
import org.mesura.policy.Terms;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Departure.Leave;
import org.mesura.review.Departure.Wait;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;

import com.google.common.collect.ImmutableList;

/** Accounts whose mail waits while the server comes and goes, against a list of what really left. */
class PlanTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration LONGEST = Duration.ofHours(12);

    /** What left, and when. */
    private record Left(Instant at, Charge charge) {}

    private final OneAccount ana = new OneAccount();
    private final List<Left> left = new ArrayList<>();
    private final Map<SubmissionId, Waiting> waiting = new LinkedHashMap<>();
    private List<Limit> limits;
    private int sent;

    private Requests letter(int colleagues) {
        return request("m" + sent, limits.toArray(Limit[]::new))
                .to(colleagues, 0, 0)
                .deferring(LONGEST);
    }

    private Terms terms() {
        return letter(1).terms();
    }

    private void send(int colleagues, Instant now) {
        sent++;
        Requests letter = letter(colleagues);
        Decision decision = ana.decision(letter, now);
        Charge charge = Charge.of(letter.submission());
        if (decision instanceof Accept) {
            left.add(new Left(now, charge));
        } else if (decision instanceof Defer turn) {
            SubmissionId id = letter.submission().id();
            waiting.put(id, new Waiting(id, charge, turn.permit(), turn.at()));
        }
    }

    /** As the schedule does: whose turn comes by {@code end} leaves at it. */
    private void runUntil(Instant end) {
        for (Waiting mail : inOrder()) {
            if (!mail.turn().isAfter(end)) {
                assertThat(ana.change(Departures.depart(mail, terms(), mail.turn()), mail.turn()))
                        .isEqualTo(new Leave());
                leave(mail, mail.turn());
            }
        }
    }

    private void plan(Instant now) {
        ImmutableList<Waiting> asked = inOrder();
        var planned = ana.change(Departures.plan(asked, terms(), now), now);
        for (Waiting mail : asked) {
            if (planned.get(mail.id()) instanceof Wait wait) {
                waiting.put(mail.id(), new Waiting(mail.id(), mail.charge(), mail.permit(), wait.at()));
            } else {
                leave(mail, now);
            }
        }
    }

    private void leave(Waiting mail, Instant now) {
        left.add(new Left(now, mail.charge()));
        waiting.remove(mail.id());
    }

    /** The order in which they were sent, which is that of their turns. */
    private ImmutableList<Waiting> inOrder() {
        return ImmutableList.copyOf(waiting.values());
    }

    private void assertNeverMoreThanTheLimits(long seed) {
        for (Limit limit : limits) {
            for (Left end : left) {
                long used = left.stream()
                        .filter(one -> !one.at().isAfter(end.at())
                                && one.at().isAfter(end.at().minus(limit.window())))
                        .mapToLong(one -> one.charge().of(limit.measure()))
                        .sum();
                assertThat(used).as("seed %s, %s at %s", seed, limit, end.at()).isLessThanOrEqualTo(limit.quantity());
            }
        }
    }

    private void assertInOrder(long seed) {
        assertThat(inOrder()).as("seed %s", seed).extracting(Waiting::turn).isSorted();
    }

    /** Guarantees 3 and 4: downtimes of any length, reloads at any time, other mail meanwhile. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nothingShouldLeaveBeyondTheLimitsNorOutOfOrderWheneverTheServerComesBack(long seed) {
        Random random = new Random(seed);
        limits = List.of(messages(5 + random.nextInt(20), MINUTE), recipients(20 + random.nextInt(80), HOUR));
        Instant now = TEN;
        for (int step = 0; step < 120; step++) {
            for (int burst = random.nextInt(4); burst > 0; burst--) {
                send(1 + random.nextInt(random.nextInt(8) == 0 ? 12 : 4), now);
            }
            now = now.plusMillis(random.nextInt(60_000));
            if (random.nextInt(4) == 0) {
                // down, or only late
                now = now.plusMillis(random.nextInt(random.nextBoolean() ? 5_000 : 3_600_000));
                plan(now);
            } else {
                runUntil(now);
            }
            if (random.nextInt(6) == 0) {
                List<Waiting> before = inOrder();
                plan(now);
                assertPromisesKept(before, seed);
            }
            assertInOrder(seed);
        }
        runUntil(now.plus(DAY));

        assertThat(waiting).isEmpty();
        assertThat(left).hasSizeGreaterThan(60);
        assertNeverMoreThanTheLimits(seed);
        assertThat(ana.state.charged().sent().stream().map(one -> new Left(one.at(), one.charge())))
                .as("seed %s: what is charged is what left, when it left", seed)
                .containsExactlyInAnyOrderElementsOf(
                        left.stream().filter(one -> one.at().isAfter(kept())).toList());
    }

    private Instant kept() {
        return ana.state.charged().sent().get(0).at().minusMillis(1);
    }

    private void assertPromisesKept(List<Waiting> before, long seed) {
        for (Waiting mail : before) {
            Waiting after = waiting.get(mail.id());
            if (after != null) {
                assertThat(after.turn()).as("seed %s, %s", seed, mail).isBeforeOrEqualTo(mail.turn());
            }
        }
    }

    /** Guarantee 4: a lower limit makes no promised turn later, and keeps the order. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void promisedTurnsShouldNeverBeLaterWhateverThePolicySays(long seed) {
        Random random = new Random(seed);
        limits = List.of(messages(10, MINUTE), recipients(60, HOUR));
        for (int message = 0; message < 100; message++) {
            send(1 + random.nextInt(6), TEN.plusMillis(message * 100L));
        }
        for (int change = 0; change < 20; change++) {
            limits = List.of(messages(1 + random.nextInt(20), MINUTE), recipients(1 + random.nextInt(90), HOUR));
            List<Waiting> before = inOrder();
            plan(TEN.plusSeconds(15 + change));
            assertPromisesKept(before, seed);
            assertInOrder(seed);
        }
        assertThat(waiting).isNotEmpty();
    }

    @Test
    @Tag("slow")
    void planningFiveThousandShouldTakeLessThanATenthOfASecond() {
        limits = List.of(messages(30, MINUTE), messages(400, HOUR), recipients(2_000, HOUR));
        for (int message = 0; message < 5_000; message++) {
            send(1, TEN);
        }
        // of the processor, for other tests may run beside this one
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            Instant now = TEN.plus(HOUR).plusSeconds(round);
            long start = threads.getCurrentThreadCpuTime();
            ana.change(Departures.plan(inOrder(), terms(), now), now);
            millis.add((threads.getCurrentThreadCpuTime() - start) / 1_000_000);
        }

        assertThat(waiting).hasSizeGreaterThan(4_000);
        assertThat(millis).as("the best of twenty").anyMatch(took -> took < 100);
    }
}
