/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;

import org.mesura.policy.Cap;

/**
 * What an account's change does to a cap, in the same atomic step.
 *
 * @param cap the cap
 * @param at the instant at which it counts: now, or that of a reservation
 * @param externalRecipients how many; negative for what is given back
 */
public record CapCharge(Cap cap, Instant at, long externalRecipients) {}
