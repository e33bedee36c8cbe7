/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.policy.OverLimit;
import org.mesura.policy.Policy;
import org.mesura.policy.Presets;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What one {@code <policy>} itself says, before what it extends is added.
 *
 * @param name its name
 * @param parent the name of the policy it extends
 * @param limits by {@link Limit#name()}; an empty one is unlimited
 * @param recipientsPerMessage where it says so
 * @param overLimit where it says so
 * @param deferral where it says so
 * @param holdFor where it says so
 * @param bulk where it says so
 * @param escalation where it says so
 */
record PolicyElement(
        String name,
        Optional<String> parent,
        ImmutableMap<String, Optional<Limit>> limits,
        Optional<Integer> recipientsPerMessage,
        Optional<OverLimit> overLimit,
        Optional<DeferralElement> deferral,
        Optional<Duration> holdFor,
        Optional<BulkElement> bulk,
        Optional<EscalationElement> escalation) {
    /** What a policy that extends nothing starts from. */
    static final Policy NOTHING = new Policy(
            "none",
            ImmutableList.of(),
            Defaults.RECIPIENTS_PER_MESSAGE,
            Presets.OVER_LIMIT,
            Presets.DEFERRAL,
            Presets.HOLD_FOR,
            Optional.of(Presets.BULK),
            Presets.ESCALATION);

    // However a file mixes its own limits with those of a preset, notices list them in the presets' order.
    private static final Comparator<Limit> ORDER =
            Comparator.comparing(Limit::measure).thenComparing(Limit::window);

    /** This policy, where {@code extended} is the one that it extends. */
    Policy over(Policy extended) {
        Map<String, Limit> merged = new LinkedHashMap<>();
        extended.limits().forEach(limit -> merged.put(limit.name(), limit));
        limits.forEach((limit, own) -> own.ifPresentOrElse(it -> merged.put(limit, it), () -> merged.remove(limit)));
        return new Policy(
                name,
                ImmutableList.sortedCopyOf(ORDER, merged.values()),
                recipientsPerMessage.orElse(extended.recipientsPerMessage()),
                overLimit.orElse(extended.overLimit()),
                deferral.map(own -> own.over(extended.deferral())).orElse(extended.deferral()),
                holdFor.orElse(extended.holdFor()),
                bulk.map(own -> own.over(extended.bulk())).orElse(extended.bulk()),
                escalation.map(own -> own.over(extended.escalation())).orElse(extended.escalation()));
    }
}
