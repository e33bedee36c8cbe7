/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.mesura.submission.SubmissionId;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;

/**
 * The decisions on an account's submissions of late, by submission id: what makes a second review of the same
 * submission free of charge.
 *
 * <p>They are remembered for {@link #HORIZON}, the latest {@value #KEPT} of them. A requeue, a split or a retry carries
 * the decision on the mail itself and does not need this memory; the redelivery of a broker after a crash does, and
 * comes within minutes. Ids are kept as 64-bit fingerprints. Immutable.
 */
public final class RecentDecisions {
    /** How long a decision is remembered. */
    public static final Duration HORIZON = Duration.ofDays(1);

    static final RecentDecisions NONE = new RecentDecisions(ImmutableList.of());
    static final int KEPT = 2_000;

    private final ImmutableList<Recorded> decisions;

    private RecentDecisions(ImmutableList<Recorded> decisions) {
        this.decisions = decisions;
    }

    Optional<Decision> find(SubmissionId id) {
        long key = key(id);
        return decisions.stream()
                .filter(recorded -> recorded.id() == key)
                .map(Recorded::decision)
                .findFirst();
    }

    RecentDecisions with(SubmissionId id, Decision decision, Instant now) {
        Instant horizon = now.minus(HORIZON);
        int from = Math.max(0, decisions.size() + 1 - KEPT);
        while (from < decisions.size() && !decisions.get(from).at().isAfter(horizon)) {
            from++;
        }
        return new RecentDecisions(ImmutableList.<Recorded>builderWithExpectedSize(decisions.size() - from + 1)
                .addAll(decisions.subList(from, decisions.size()))
                .add(new Recorded(key(id), now, decision.withUsage(ImmutableList.of())))
                .build());
    }

    RecentDecisions asOf(Instant now) {
        if (decisions.isEmpty() || !last().at().isAfter(now)) {
            return this;
        }
        return new RecentDecisions(decisions.stream()
                .map(recorded ->
                        recorded.at().isAfter(now) ? new Recorded(recorded.id(), now, recorded.decision()) : recorded)
                .collect(ImmutableList.toImmutableList()));
    }

    boolean isEmpty(Instant now) {
        return decisions.isEmpty() || !last().at().isAfter(now.minus(HORIZON));
    }

    private Recorded last() {
        return decisions.get(decisions.size() - 1);
    }

    private static long key(SubmissionId id) {
        return Hashing.farmHashFingerprint64()
                .hashString(id.value(), StandardCharsets.UTF_8)
                .asLong();
    }

    private record Recorded(long id, Instant at, Decision decision) {}
}
