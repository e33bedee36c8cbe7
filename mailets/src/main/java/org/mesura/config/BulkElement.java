/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.config;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.mesura.policy.BulkAction;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Presets;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What one {@code <bulk>} itself says, before what its policy extends is added; empty where it says nothing.
 *
 * @param enabled whether the rule is on
 */
record BulkElement(
        boolean enabled,
        Optional<Long> advise,
        Optional<Long> stop,
        Optional<Long> refuse,
        Optional<Integer> visible,
        Optional<Duration> window,
        Optional<Duration> answersWithin,
        Optional<BulkAction> action,
        Optional<Long> pace) {
    private static final Function<String, BulkAction> ACTIONS = Values.oneOf(
            ImmutableMap.of("hold", BulkAction.HOLD, "pace", BulkAction.PACE, "refuse", BulkAction.REFUSE));

    static BulkElement read(Item bulk, Mistakes mistakes) {
        return new BulkElement(
                mistakes.read("bulk 'enabled'", bulk.attribute("enabled"), Values.TRUE_OR_FALSE)
                        .orElse(true),
                mistakes.read("bulk 'advise'", bulk.attribute("advise"), Values::count),
                mistakes.read("bulk 'stop'", bulk.attribute("stop"), Values::count),
                mistakes.read("bulk 'refuse'", bulk.attribute("refuse"), Values::count),
                mistakes.read("bulk 'visible'", bulk.attribute("visible"), Values::smallCount),
                mistakes.read("bulk 'window'", bulk.attribute("window"), Values::window),
                mistakes.read("bulk 'answersWithin'", bulk.attribute("answersWithin"), Values::windowOrNone),
                mistakes.read("bulk 'action'", bulk.attribute("action"), ACTIONS),
                mistakes.read("bulk 'pace'", bulk.attribute("pace"), Values::count));
    }

    /** What is wrong with the order of the thresholds once {@code base} gives those that are not written. */
    ImmutableList<String> mistakesOver(BulkRule base) {
        long least = advise.orElse(base.advise());
        long middle = stop.orElse(base.stop());
        long most = refuse.orElse(base.refuse());
        ImmutableList.Builder<String> mistakes = ImmutableList.builder();
        if (middle < least) {
            mistakes.add("bulk 'stop' must be at least 'advise' (" + least + "), got '" + middle + "'");
        }
        if (most < middle) {
            mistakes.add("bulk 'refuse' must be at least 'stop' (" + middle + "), got '" + most + "'");
        }
        return mistakes.build();
    }

    /** The rule, where the extended policy has {@code extended}; that one if the thresholds are out of order. */
    Optional<BulkRule> over(Optional<BulkRule> extended) {
        if (!enabled) {
            return Optional.empty();
        }
        BulkRule base = base(extended);
        if (!mistakesOver(base).isEmpty()) {
            return extended;
        }
        return Optional.of(new BulkRule(
                advise.orElse(base.advise()),
                stop.orElse(base.stop()),
                refuse.orElse(base.refuse()),
                visible.orElse(base.visible()),
                window.orElse(base.window()),
                answersWithin.orElse(base.answersWithin()),
                action.orElse(base.action()),
                pace.orElse(base.pace())));
    }

    /** The rule that gives what is not written: the default one where the extended policy has none. */
    static BulkRule base(Optional<BulkRule> extended) {
        return extended.orElse(Presets.BULK);
    }
}
