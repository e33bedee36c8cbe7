/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import org.mesura.policy.Cap;

import com.google.common.collect.ImmutableList;

/**
 * What the caps say to a submission; nothing to one that no outsider gets. Most are asked where there is no cap, and then
 * answer without an object or a stream: it is on every message's way.
 *
 * @param caps the caps its account counts in
 * @param asked its external recipients
 * @param ledger what is used of each cap
 * @param now the instant of the review
 */
record CapCheck(ImmutableList<Cap> caps, int asked, CapLedger ledger, Instant now) {
    private static final CapCheck NOTHING = new CapCheck(ImmutableList.of(), 0, CapLedger.UNUSED, Instant.EPOCH);

    CapCheck {
        caps = asked == 0 ? ImmutableList.of() : caps;
    }

    /** The same one for all that no cap concerns. */
    static CapCheck of(ImmutableList<Cap> caps, int asked, CapLedger ledger, Instant now) {
        return caps.isEmpty() || asked == 0 ? NOTHING : new CapCheck(caps, asked, ledger, now);
    }

    Optional<Reason> neverFits() {
        if (caps.isEmpty()) {
            return Optional.empty();
        }
        return caps.stream()
                .filter(cap -> asked > cap.limit().quantity())
                .findFirst()
                .map(cap -> new Reason.NeverFits(cap.limit(), asked));
    }

    /** The cap it exceeds now; of several the one that is free last. */
    Optional<Reason.OverCap> over() {
        if (caps.isEmpty()) {
            return Optional.empty();
        }
        return caps.stream()
                .filter(cap -> used(cap) + asked > cap.limit().quantity())
                .map(cap -> new Reason.OverCap(cap, used(cap), asked, freeAt(cap)))
                .max(Comparator.comparing(Reason.OverCap::freeAt));
    }

    /** The cap of which an account that has reserved so many external recipients may not reserve this submission's too. */
    Optional<Cap> reservedOut(long reserved) {
        return caps.stream()
                .filter(cap -> reserved + asked > cap.limit().quantity() * Cap.RESERVABLE_PERCENT / 100)
                .findFirst();
    }

    /** What is charged to the caps if the submission counts at {@code at}. */
    ImmutableList<CapCharge> charges(Instant at) {
        if (caps.isEmpty()) {
            return ImmutableList.of();
        }
        return caps.stream().map(cap -> new CapCharge(cap, at, asked)).collect(ImmutableList.toImmutableList());
    }

    /** The caps that this submission fills beyond what the administrator is told of. */
    ImmutableList<Event> alarms() {
        if (caps.isEmpty()) {
            return ImmutableList.of();
        }
        return caps.stream()
                .filter(cap -> !isNearlyUsed(cap, used(cap)) && isNearlyUsed(cap, used(cap) + asked))
                .map(cap -> new Event.CapNearlyUsed(cap, used(cap) + asked))
                .collect(ImmutableList.toImmutableList());
    }

    private long used(Cap cap) {
        return ledger.of(cap).used(cap.limit().window(), now);
    }

    private Instant freeAt(Cap cap) {
        return ledger.of(cap).freeAt(asked, cap.limit().quantity(), cap.limit().window(), now);
    }

    private static boolean isNearlyUsed(Cap cap, long used) {
        return used * 100 >= cap.limit().quantity() * Cap.ALARM_PERCENT;
    }
}
