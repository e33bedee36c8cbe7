/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * The bars of a notice: the limit that it is about, and the fullest of the others, at most three; a limit of which
 * nothing is used tells nothing and is left out. What is not about a limit of the account's own tells none of them.
 */
final class Gauges {
    private static final int OTHERS = 3;
    private static final long FULL = 100;

    private Gauges() {}

    static ImmutableMap<String, Object> facts(Occasion occasion, Wording wording) {
        Optional<LimitUsage> main = subject(occasion);
        Predicate<LimitUsage> isMain =
                usage -> main.stream().anyMatch(one -> one.limit().equals(usage.limit()));
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
        main.ifPresent(usage -> facts.put("gauge", gauge(usage, wording)));
        occasion.permit()
                .filter(PermitNews.NearlyUsed.class::isInstance)
                .map(PermitNews.NearlyUsed.class::cast)
                .ifPresent(near -> facts.put("gauge", gauge(near, wording)));
        ImmutableList<ImmutableMap<String, Object>> others =
                others(occasion, isMain).map(usage -> gauge(usage, wording)).collect(ImmutableList.toImmutableList());
        if (!others.isEmpty()) {
            facts.put("used", true);
        }
        return facts.put("gauges", others).buildOrThrow();
    }

    /** The limits beside the one that a warning is about whose bars it shows, and which are close too. */
    static ImmutableList<LimitUsage> alsoNear(Occasion warning) {
        Near near = warning.near().orElseThrow();
        return others(warning, usage -> usage.limit().equals(near.usage().limit()))
                .filter(usage -> usage.percent() >= NearLimits.PERCENT)
                .collect(ImmutableList.toImmutableList());
    }

    private static Stream<LimitUsage> others(Occasion occasion, Predicate<LimitUsage> isMain) {
        return occasion.usage().stream()
                .filter(usage -> occasion.isAboutOwnLimit())
                .filter(isMain.negate())
                .filter(usage -> usage.used() > 0)
                .sorted(NearLimits.FULLEST_FIRST)
                .limit(OTHERS);
    }

    /** The limit nearest its end. */
    static LimitUsage fullest(ImmutableList<LimitUsage> usage) {
        return usage.stream().min(NearLimits.FULLEST_FIRST).orElseThrow();
    }

    private static Optional<LimitUsage> subject(Occasion occasion) {
        if (occasion.reason().isEmpty()) {
            return occasion.near().map(Near::usage);
        }
        Reason reason = occasion.reason().get();
        if (reason instanceof Reason.OverLimit over) {
            return Optional.of(new LimitUsage(over.limit(), over.used()));
        }
        if (reason instanceof Reason.OverCap over) {
            return Optional.of(new LimitUsage(over.cap().limit(), over.used()));
        }
        return reason instanceof Reason.NeverFits never ? find(never.limit(), occasion.usage()) : Optional.empty();
    }

    private static Optional<LimitUsage> find(Limit limit, ImmutableList<LimitUsage> usage) {
        return usage.stream().filter(one -> one.limit().equals(limit)).findFirst();
    }

    private static ImmutableMap<String, Object> gauge(LimitUsage usage, Wording wording) {
        return gauge(
                wording.limit(usage.limit()),
                wording.figure(usage.limit().measure(), usage.used()),
                usage.percent(),
                wording);
    }

    private static ImmutableMap<String, Object> gauge(PermitNews.NearlyUsed near, Wording wording) {
        long quantity = near.permit().externalRecipients();
        return gauge(
                wording.amount(Measure.EXTERNAL_RECIPIENTS, quantity),
                wording.number(near.used()),
                Math.multiplyExact(near.used(), FULL) / quantity,
                wording);
    }

    private static ImmutableMap<String, Object> gauge(String of, String taken, long percent, Wording wording) {
        long width = Math.min(FULL, percent);
        ImmutableMap.Builder<String, Object> gauge = ImmutableMap.builder();
        if (width > 0) {
            gauge.put("width", width);
        }
        if (width < FULL) {
            gauge.put("rest", FULL - width);
        }
        return gauge.put("of", of)
                .put("taken", taken)
                .put("percent", wording.percent(percent))
                .put(width == FULL ? "full" : width >= NearLimits.PERCENT ? "high" : "calm", true)
                .buildOrThrow();
    }
}
