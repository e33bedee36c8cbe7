/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;
import java.util.Optional;

import org.mesura.policy.Deferral;

/** What one {@code <deferral>} itself says, before what its policy extends is added; empty where it says nothing. */
record DeferralElement(
        Optional<Duration> maxDelay, Optional<Integer> reserveForOrdinary, Optional<Integer> ordinaryRecipients) {
    static DeferralElement read(Item deferral, Mistakes mistakes) {
        return new DeferralElement(
                mistakes.read("deferral 'maxDelay'", deferral.attribute("maxDelay"), Values::window),
                mistakes.read(
                        "deferral 'reserveForOrdinary'",
                        deferral.attribute("reserveForOrdinary"),
                        text -> Values.share(text, Deferral.MOST_FOR_ORDINARY)),
                mistakes.read(
                        "deferral 'ordinaryRecipients'", deferral.attribute("ordinaryRecipients"), Values::smallCount));
    }

    /** The deferral, where the extended policy has {@code extended}. */
    Deferral over(Deferral extended) {
        return new Deferral(
                maxDelay.orElse(extended.maxDelay()),
                reserveForOrdinary.orElse(extended.reserveForOrdinary()),
                ordinaryRecipients.orElse(extended.ordinaryRecipients()));
    }
}
