/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.mesura.soak.Tariff.Bound;

import com.google.common.collect.ImmutableList;

/**
 * Holds what each account was granted to its limits, in every window that ends with a grant that takes of the limit: by
 * what came, and the instants that Mesura wrote on it.
 *
 * <p>What was accepted at once is charged when it was reviewed, what waited at its turn, at most two seconds before it
 * left. So within a window of 10 s lie surely all that was reviewed in it and what left in its last 8 s, and together they
 * may not exceed the limit. The limit is that of the policy at the review of the last grant, and of what waited the
 * largest that any settings of the soak give.
 *
 * <p>Not judged, and counted: what was reviewed only after a kill that it went through, which may have been charged before;
 * what left twice; what could not be kept. And a kill makes Mesura forget a second: what left in that second counts in no
 * window that ends after it.
 */
final class Grants {
    /** So late a mail still leaves at its turn. */
    private static final long ON_TIME_MILLIS = 2_000;

    /** Mesura counts at whole milliseconds. */
    private static final long ROUNDING_MILLIS = 2;

    private final Steps clock;
    private final List<Kill> kills;
    private final Instant until;
    private final Map<String, List<Grant>> byAccount = new LinkedHashMap<>();
    private long judged;
    private long throughKill;
    private long twice;
    private long notKept;
    private long unreviewed;

    /** One mail that was let go: {@code surely} is the earliest instant at which it may have been charged. */
    private record Grant(
            Submitted mail, Optional<String> policy, Instant real, long surely, long left, Optional<Kill> forgotten) {
        long counted(Tariff.What what) {
            return what == Tariff.What.MESSAGES ? 1 : mail.external();
        }

        /** Whether it counts for what was granted with or after {@code last}. */
        boolean isRemembered(Grant last) {
            return forgotten.isEmpty() || !last.real().isAfter(forgotten.get().at());
        }
    }

    /** @param until when the limits were taken away at the end, so that all could leave */
    Grants(Map<Submitted, List<Arrival>> known, Steps clock, List<Kill> kills, Instant until) {
        this.clock = clock;
        this.kills = kills;
        this.until = until;
        known.forEach(this::add);
        byAccount.values().forEach(grants -> grants.sort(Comparator.comparing(Grant::left)));
    }

    private void add(Submitted mail, List<Arrival> came) {
        List<Stamp> stamps = came.stream()
                .flatMap(arrival -> arrival.stamp().stream())
                .distinct()
                .toList();
        if (stamps.isEmpty()) {
            unreviewed += came.stream().anyMatch(arrival -> arrival.kind() == Arrival.Kind.MAIL) ? 1 : 0;
        } else if (stamps.size() > 1) {
            twice++;
        } else if (!stamps.get(0).isGrant()) {
            notKept++;
        } else {
            add(mail, stamps.get(0));
        }
    }

    private void add(Submitted mail, Stamp stamp) {
        Instant real = clock.real(stamp.left());
        if (!real.isBefore(until)) {
            return;
        }
        boolean waited = stamp.released().isPresent();
        if (!waited && Kill.within(kills, mail.begun(), real).isPresent()) {
            throughKill++;
            return;
        }
        judged++;
        long left = clock.neverBack(stamp.left());
        byAccount
                .computeIfAbsent(mail.account(), account -> new ArrayList<>())
                .add(new Grant(
                        mail,
                        waited ? Optional.empty() : Optional.of(stamp.policy()),
                        real,
                        waited ? left - ON_TIME_MILLIS : left,
                        left,
                        kills.stream()
                                .filter(kill -> !real.isBefore(kill.forgets()) && !real.isAfter(kill.at()))
                                .findFirst()));
    }

    /** Each window that has more than its limit, in words. */
    ImmutableList<String> overGranted() {
        ImmutableList.Builder<String> found = ImmutableList.builder();
        byAccount.forEach((account, grants) -> {
            for (Bound bound : Tariff.of(account).bounds()) {
                worst(account, grants, bound).ifPresent(found::add);
            }
        });
        return found.build();
    }

    private Optional<String> worst(String account, List<Grant> grants, Bound bound) {
        long most = 0;
        Optional<String> worst = Optional.empty();
        for (int last = 0; last < grants.size(); last++) {
            Grant end = grants.get(last);
            if (end.counted(bound.what()) == 0) {
                // who asks a limit for nothing is not stopped by it, not even by one that became narrower meanwhile
                continue;
            }
            long limit = bound.quantity(end.policy());
            long granted = 0;
            long begin = end.left() - bound.window().toMillis() + ROUNDING_MILLIS;
            // nothing that left so early can lie in the window
            for (int one = last; one >= 0 && grants.get(one).left() > begin; one--) {
                Grant grant = grants.get(one);
                if (grant.surely() > begin && grant.isRemembered(end)) {
                    granted += grant.counted(bound.what());
                }
            }
            if (granted - limit > most) {
                most = granted - limit;
                worst = Optional.of("%s was granted %s %s of %s in the %s up to %s"
                        .formatted(account, granted, bound.what().words(), limit, bound.window(), end.real()));
            }
        }
        return worst;
    }

    /** The mails of which it is sure when they were charged. */
    long judged() {
        return judged;
    }

    /** Mails that passed without a review: only where the ledger failed. */
    long unreviewed() {
        return unreviewed;
    }

    String unjudged() {
        return "%s reviewed after a kill, %s left twice, %s could not be kept, %s passed without a review"
                .formatted(throughKill, twice, notKept, unreviewed);
    }
}
