/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.util.Optional;

import org.mesura.submission.Sender;

/**
 * The most external recipients that all accounts of a domain, or of the whole institution, may reach together in a
 * rolling window: what keeps many small senders from doing what one big one may not.
 *
 * @param domain whose accounts it holds, lower case; empty for the whole institution
 * @param limit how much, of {@link Measure#EXTERNAL_RECIPIENTS}
 */
public record Cap(Optional<String> domain, Limit limit) {
    /** From how many percent of a cap on the administrator is told. */
    public static final int ALARM_PERCENT = 80;

    /** How much of a cap one account may reserve, in percent. */
    public static final int RESERVABLE_PERCENT = 10;

    public Cap {
        checkArgument(
                limit.measure() == Measure.EXTERNAL_RECIPIENTS,
                "a cap is of external recipients, got '%s'",
                limit.measure().words());
    }

    /** A cap of {@code externalRecipients} over the whole institution. */
    public static Cap ofInstitution(long externalRecipients, Duration window) {
        return new Cap(Optional.empty(), new Limit(Measure.EXTERNAL_RECIPIENTS, externalRecipients, window));
    }

    /** A cap of {@code externalRecipients} over the accounts of {@code domain}. */
    public static Cap ofDomain(String domain, long externalRecipients, Duration window) {
        return new Cap(Optional.of(domain), new Limit(Measure.EXTERNAL_RECIPIENTS, externalRecipients, window));
    }

    /** Whose it is and over which window, the same whatever its quantity: what its use is kept under. */
    public String name() {
        return domain.map(name -> "domain " + name).orElse("institution") + " per " + Limit.spell(limit.window());
    }

    /** Whether {@code sender}'s mail counts in it. */
    public boolean holds(Sender sender) {
        return domain.isEmpty() || domain.equals(sender.domain());
    }
}
