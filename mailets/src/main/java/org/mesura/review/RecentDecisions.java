/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.mesura.usage.Usage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * The decisions of late that were not simply <em>accept</em>, by submission id: with the ids in the ledger it is what
 * makes a second review of the same submission free of charge.
 *
 * <p>At least the latest {@value #KEPT} of an account are remembered, and all whose turns are to come; with an account
 * that rests they go after {@link #HORIZON}, the longest window a limit may have. A requeue, a split or a retry carries
 * the decision on the mail itself and does not need this memory; the redelivery of a broker after a crash does, and
 * concerns the latest submissions. Ids are kept as 64-bit fingerprints.
 *
 * @param decisions the decisions, the latest last
 */
public record RecentDecisions(ImmutableList<Recorded> decisions) {
    /** How long the decisions of an account that rests are remembered. */
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

        /** Whether its turn is to come: such a decision is not forgotten, however many others are made. */
        boolean waitsAt(Instant now) {
            return decision instanceof Decision.Defer turn && turn.at().isAfter(now);
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

    RecentDecisions with(long id, Decision decision, Instant now) {
        return new RecentDecisions(ImmutableList.<Recorded>builderWithExpectedSize(decisions.size() + 1)
                .addAll(decisions.size() < 2 * KEPT ? decisions : tidied(now))
                .add(new Recorded(id, now, decision))
                .build());
    }

    private ImmutableList<Recorded> tidied(Instant now) {
        int old = decisions.size() - KEPT;
        return Stream.concat(
                        decisions.subList(0, old).stream().filter(recorded -> recorded.waitsAt(now)),
                        decisions.subList(old, decisions.size()).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** External recipients of permits whose turns are to come. */
    long waitingOnPermits(Instant now) {
        return waiting(now).mapToLong(PermitUse::recipients).sum();
    }

    /** Those of the permit {@code id}. */
    long waitingOn(String id, Instant now) {
        return waiting(now)
                .filter(use -> use.permit().equals(id))
                .mapToLong(PermitUse::recipients)
                .sum();
    }

    private Stream<PermitUse> waiting(Instant now) {
        return decisions.stream()
                .filter(recorded -> recorded.waitsAt(now))
                .flatMap(recorded -> recorded.decision().permit().stream());
    }

    /** The latest turn of a campaign that leaves slowly, past or to come. */
    Optional<Instant> latestPaced() {
        return decisions.stream()
                .map(Recorded::decision)
                .filter(Decision.Defer.class::isInstance)
                .map(Decision.Defer.class::cast)
                .filter(turn -> turn.reason() instanceof Reason.Bulk)
                .map(Decision.Defer::at)
                .max(Comparator.naturalOrder());
    }

    /** Each remembered decision by the fingerprint of its submission's id; of several the latest. */
    ImmutableMap<Long, Decision> byId() {
        return decisions.stream()
                .collect(ImmutableMap.toImmutableMap(Recorded::id, Recorded::decision, (earlier, later) -> later));
    }

    /** With other decisions in place of those of the same ids; of an id that is not remembered nothing is. */
    RecentDecisions replaced(Map<Long, Decision> others) {
        return new RecentDecisions(decisions.stream()
                .map(recorded -> others.containsKey(recorded.id())
                        ? new Recorded(recorded.id(), recorded.at(), others.get(recorded.id()))
                        : recorded)
                .collect(ImmutableList.toImmutableList()));
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

    RecentDecisions joinedTo(RecentDecisions other, Instant now) {
        if (equals(other)) {
            return this;
        }
        Map<Long, Recorded> joined = new LinkedHashMap<>();
        Stream.concat(other.decisions.stream(), decisions.stream())
                .sorted(Comparator.comparing(Recorded::at))
                .forEach(recorded -> joined.put(recorded.id(), recorded));
        RecentDecisions all = new RecentDecisions(ImmutableList.copyOf(joined.values()));
        return joined.size() <= 2 * KEPT ? all : new RecentDecisions(all.tidied(now));
    }

    /** These with the decisions that were made, changed or forgotten between {@code before} and {@code after} elsewhere. */
    RecentDecisions withChange(RecentDecisions before, RecentDecisions after) {
        if (before.equals(after)) {
            return this;
        }
        Set<Recorded> known = new HashSet<>(before.decisions);
        List<Recorded> come =
                after.decisions.stream().filter(one -> !known.contains(one)).toList();
        Set<Long> moved = before.decisions.stream().map(Recorded::id).collect(Collectors.toSet());
        after.decisions.stream().filter(known::contains).map(Recorded::id).forEach(moved::remove);
        come.stream().map(Recorded::id).forEach(moved::add);
        return new RecentDecisions(
                Stream.concat(decisions.stream().filter(one -> !moved.contains(one.id())), come.stream())
                        .sorted(Comparator.comparing(Recorded::at))
                        .collect(ImmutableList.toImmutableList()));
    }

    boolean isEmpty(Instant now) {
        return decisions.isEmpty() || !last().at().isAfter(now.minus(HORIZON));
    }

    private Recorded last() {
        return decisions.get(decisions.size() - 1);
    }
}
