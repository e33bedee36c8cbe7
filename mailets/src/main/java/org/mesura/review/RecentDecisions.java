/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.usage.Charge;
import org.mesura.usage.Sent;
import org.mesura.usage.Usage;

import com.google.common.collect.ImmutableList;

/**
 * The decisions of late that were not simply <em>accept</em>, by submission id: with the ids in the ledger it is what
 * makes a second review of the same submission free of charge.
 *
 * <p>They are remembered for {@link #HORIZON}, the longest window a limit may have, the latest {@value #KEPT} of an
 * account. A requeue, a split or a retry carries the decision on the mail itself and does not need this memory; the
 * redelivery of a broker after a crash does, and concerns the latest submissions. Ids are kept as 64-bit fingerprints.
 *
 * @param decisions the decisions, the latest last
 */
public record RecentDecisions(ImmutableList<Recorded> decisions) {
    /** How long a decision is remembered. */
    public static final Duration HORIZON = Duration.ofDays(31);

    static final RecentDecisions NONE = new RecentDecisions(ImmutableList.of());
    static final int KEPT = 500;

    /**
     * A decision that is remembered.
     *
     * @param id a fingerprint of the submission's id
     * @param at when it was made
     * @param decision the decision, without the usage of that day
     */
    public record Recorded(long id, Instant at, Decision decision) {
        public Recorded {
            decision = decision.withUsage(Usage.NONE);
        }
    }

    Optional<Decision> find(long id) {
        for (int index = decisions.size() - 1; index >= 0; index--) {
            if (decisions.get(index).id() == id) {
                return Optional.of(decisions.get(index).decision());
            }
        }
        return Optional.empty();
    }

    /** The submission of this id that went on a permit, which took nothing of the limits. */
    Optional<Sent> onPermit(long id) {
        return decisions.stream()
                .filter(recorded ->
                        recorded.id() == id && recorded.decision().permit().isPresent())
                .map(recorded -> new Sent(id, recorded.at(), Charge.NOTHING))
                .findFirst();
    }

    RecentDecisions with(long id, Decision decision, Instant now) {
        Instant horizon = now.minus(HORIZON);
        int from = Math.max(0, decisions.size() + 1 - KEPT);
        while (from < decisions.size() && !decisions.get(from).at().isAfter(horizon)) {
            from++;
        }
        return new RecentDecisions(ImmutableList.<Recorded>builderWithExpectedSize(decisions.size() - from + 1)
                .addAll(decisions.subList(from, decisions.size()))
                .add(new Recorded(id, now, decision))
                .build());
    }

    RecentDecisions without(long id) {
        return new RecentDecisions(
                decisions.stream().filter(recorded -> recorded.id() != id).collect(ImmutableList.toImmutableList()));
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

    RecentDecisions joinedTo(RecentDecisions other) {
        Map<Long, Recorded> joined = new LinkedHashMap<>();
        Stream.concat(other.decisions.stream(), decisions.stream())
                .sorted(Comparator.comparing(Recorded::at))
                .forEach(recorded -> joined.put(recorded.id(), recorded));
        return new RecentDecisions(joined.values().stream()
                .skip(Math.max(0, joined.size() - KEPT))
                .collect(ImmutableList.toImmutableList()));
    }

    boolean isEmpty(Instant now) {
        return decisions.isEmpty() || !last().at().isAfter(now.minus(HORIZON));
    }

    private Recorded last() {
        return decisions.get(decisions.size() - 1);
    }
}
