/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.webadmin;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

import org.mesura.hold.HeldTotal;
import org.mesura.hold.HoldingArea;
import org.mesura.review.Totals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** How the institution's sending is, as the API shows it; what all accounts do is absent while it cannot be asked. */
record OverviewPage(
        Instant at,
        String mode,
        int policyVersion,
        boolean degraded,
        ImmutableList<String> faults,
        Optional<Accounts> accounts,
        Optional<ImmutableList<Sent>> sent,
        Optional<Amount> refusedLastDay,
        ImmutableMap<String, Long> verdictsLastHour,
        ImmutableList<PolicyRoutes.CapPage> caps,
        Held held,
        Optional<Campaigns> campaigns,
        Store store) {
    /** How many accounts sent in the last hour, are near a limit or over it, are over one, are suspended. */
    record Accounts(long active, long near, long over, long suspended) {
        static Accounts of(Totals totals) {
            return new Accounts(totals.active(), totals.near(), totals.over(), totals.suspended());
        }
    }

    /** What was sent in a window. */
    record Sent(long windowSeconds, @JsonUnwrapped Amount amount) {
        static ImmutableList<Sent> of(Totals totals) {
            return IntStream.range(0, Totals.WINDOWS.size())
                    .mapToObj(window -> new Sent(
                            Totals.WINDOWS.get(window).toSeconds(),
                            Amount.of(totals.sent().get(window))))
                    .collect(ImmutableList.toImmutableList());
        }
    }

    /** Mail that is kept back; since when the oldest is, and when something is to be done next. */
    record Held(long messages, long bytes, long waitingForDecision, Optional<Instant> oldest, Optional<Instant> next) {
        static Held of(HoldingArea area) {
            HeldTotal total = area.total();
            return new Held(total.messages(), total.bytes(), area.waitingForDecision(), area.oldest(), area.next());
        }
    }

    /** How many campaigns reached the number from which on their senders are told. */
    record Campaigns(long wide) {
        static Campaigns of(Totals totals) {
            return new Campaigns(totals.wide());
        }
    }

    /** What keeps the counts, and what it does not do now. */
    record Store(String kind, Optional<String> fault) {}
}
