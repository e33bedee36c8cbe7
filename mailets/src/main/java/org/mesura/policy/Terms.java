/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import java.time.Duration;
import java.util.Optional;

import com.google.common.collect.ImmutableList;

/**
 * The policy of one account and how it came to it: what a review of that account's submissions goes by.
 *
 * @param policy what the account may send
 * @param source why it is this policy, in words: {@code account}, {@code domain alcaldia.example}, {@code default}
 * @param exempt whether the account's submissions are recorded without being limited
 * @param mode whether decisions are carried out
 * @param keep how long records are kept: the longest window of any policy in the book
 * @param caps the caps that the account's mail counts in
 * @param permits the account's permits that the file grants, whether they hold now or not
 * @param whole what these terms are a part of while the store is away; empty if they are all that the account has
 */
public record Terms(
        Policy policy,
        String source,
        boolean exempt,
        Mode mode,
        Duration keep,
        ImmutableList<Cap> caps,
        ImmutableList<Permit> permits,
        Optional<Terms> whole) {
    /** All that the account has. */
    public Terms(
            Policy policy,
            String source,
            boolean exempt,
            Mode mode,
            Duration keep,
            ImmutableList<Cap> caps,
            ImmutableList<Permit> permits) {
        this(policy, source, exempt, mode, keep, caps, permits, Optional.empty());
    }

    /** Whether limits and caps are a part of themselves for the moment; nobody goes too far who is within the whole. */
    public boolean isReduced() {
        return whole.isPresent();
    }

    /** The limits that people are told of, in the policy's order. */
    public ImmutableList<Limit> toldLimits() {
        return whole.orElse(this).policy().limits();
    }

    /** The caps that people are told of, in the order of {@code caps}. */
    public ImmutableList<Cap> toldCaps() {
        return whole.orElse(this).caps();
    }

    /** Whether decisions are not carried out. */
    public boolean isObserved() {
        return mode == Mode.OBSERVE;
    }
}
