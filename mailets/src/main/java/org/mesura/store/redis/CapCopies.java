/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.redis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.mesura.policy.Cap;
import org.mesura.review.CapCharge;
import org.mesura.review.CapLedger;
import org.mesura.usage.CapRecord;

import com.google.common.collect.ImmutableList;

/**
 * The caps as this server saw them last.
 *
 * <p>Every message to an outsider charges them, whichever server it comes through, so they are seldom as they were seen.
 * What is decided by them holds all the same as long as they are not used so much more that it would be decided otherwise:
 * {@link CapCharge#holdsUpTo} says how much that is, and the script compares that number with what is used. Whatever is
 * not a single charge of now, a refusal, a turn to come, a new plan, must have been decided by the caps as they are.
 */
final class CapCopies {
    /** So old a copy is asked for anew with the next call; half of what a glance may go by. */
    private static final long OLD = 500_000_000L;

    private final Map<String, CapCopy> copies = new ConcurrentHashMap<>();
    // what is decided here while Redis is away, and not handed in yet
    private volatile CapSums alone = CapSums.NONE;
    private final LongSupplier nanos;

    CapCopies(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The caps as one decision sees them, which remembers what it asked. */
    static final class View implements CapLedger {
        private final CapCopies all;
        private final Map<Cap, CapCopy> asked = new LinkedHashMap<>();

        private View(CapCopies all) {
            this.all = all;
        }

        @Override
        public CapRecord of(Cap cap) {
            return asked.computeIfAbsent(cap, any -> all.copy(cap)).record();
        }
    }

    View view() {
        return new View(this);
    }

    /** The caps as they were seen last, with what was decided here since. */
    CapLedger alone() {
        return cap -> CapCopy.plus(copy(cap).record(), alone.of(cap));
    }

    synchronized void chargeAlone(CapSums sums) {
        alone = alone.plus(sums);
    }

    synchronized void handedIn(CapSums sums) {
        alone = alone.minus(sums);
    }

    /** Whether {@code caps} were all seen that short ago. */
    boolean areFresh(List<Cap> caps, long within) {
        long now = nanos.getAsLong();
        return caps.stream().map(this::copy).allMatch(copy -> !copy.epoch().isEmpty() && now - copy.seen() <= within);
    }

    private CapCopy copy(Cap cap) {
        return copies.getOrDefault(cap.name(), CapCopy.none(nanos.getAsLong() - 2 * OLD));
    }

    /** What a call says of the caps that were asked or are charged. */
    ImmutableList<CapUse> uses(View view, List<CapCharge> charges, String epoch, Instant now) {
        if (view.asked.isEmpty() && charges.isEmpty()) {
            return ImmutableList.of();
        }
        CapSums sums = CapSums.of(charges);
        Set<Cap> caps = new LinkedHashSet<>(view.asked.keySet());
        charges.forEach(charge -> caps.add(charge.cap()));
        return caps.stream()
                .map(cap -> use(cap, view, charges, sums, epoch, now))
                .collect(ImmutableList.toImmutableList());
    }

    private CapUse use(Cap cap, View view, List<CapCharge> charges, CapSums sums, String epoch, Instant now) {
        CapCopy copy = view.asked.getOrDefault(cap, copy(cap));
        List<CapCharge> own =
                charges.stream().filter(charge -> charge.cap().equals(cap)).toList();
        CapUse use = CapUse.of(cap, copy, sums.of(cap), isOld(copy), now);
        if (use.mayOwe(epoch)) {
            return use.ifUnchanged();
        }
        if (!view.asked.containsKey(cap)) {
            return use;
        }
        boolean simple = own.size() == 1
                && own.get(0).externalRecipients() > 0
                && !own.get(0).at().isAfter(now);
        return simple
                ? use.whileAtMost(
                        own.get(0).holdsUpTo(copy.record()), own.get(0).at())
                : use.ifUnchanged();
    }

    /** What a call says of caps that it only asks for. */
    ImmutableList<CapUse> asked(List<Cap> caps, Instant now) {
        return caps.stream()
                .map(cap -> CapUse.of(cap, copy(cap).owingNothing(), CapSums.NONE.of(cap), true, now))
                .collect(ImmutableList.toImmutableList());
    }

    /** What a call says of caps that are charged come what may. */
    ImmutableList<CapUse> handingIn(CapSums sums, String epoch, Instant now) {
        return sums.sums().keySet().stream()
                .map(cap -> CapUse.of(cap, copy(cap), sums.of(cap), true, now))
                .map(use -> use.mayOwe(epoch) ? use.ifUnchanged() : use)
                .collect(ImmutableList.toImmutableList());
    }

    /** Takes in what the reply says of the caps. */
    void take(List<CapUse> uses, Reply reply) {
        for (int index = 0; index < uses.size(); index++) {
            CapUse use = uses.get(index);
            Reply.OfCap now = reply.caps().get(index);
            copies.compute(
                    use.cap().name(), (name, known) -> next(use, now, known == null ? use.copy() : known, reply));
        }
    }

    private CapCopy next(CapUse use, Reply.OfCap now, CapCopy known, Reply reply) {
        if (now.fields().isPresent()) {
            CapCopy fresh = CapCopy.of(now.fields().get(), reply.epoch(), nanos.getAsLong());
            boolean newer = !known.epoch().equals(fresh.epoch())
                    || Long.parseLong(fresh.changes()) >= Long.parseLong(known.changes());
            return newer ? fresh.restoring(known) : known;
        }
        if (!reply.done() || use.charges().isEmpty()) {
            return known;
        }
        return known.written(use.charges(), now.changes());
    }

    private boolean isOld(CapCopy copy) {
        return nanos.getAsLong() - copy.seen() > OLD;
    }
}
