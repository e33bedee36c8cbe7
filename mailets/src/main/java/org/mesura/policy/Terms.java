/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import java.time.Duration;

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
 */
public record Terms(
        Policy policy,
        String source,
        boolean exempt,
        Mode mode,
        Duration keep,
        ImmutableList<Cap> caps,
        ImmutableList<Permit> permits) {
    /** Whether decisions are not carried out. */
    public boolean isObserved() {
        return mode == Mode.OBSERVE;
    }
}
