/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What templates can say of the reason of an occasion: a variable named for the case, its title, the limit, the figures
 * that explain it and when sending is free again.
 *
 * @param occasion what there is to say
 * @param wording how it is said
 */
record Why(Occasion occasion, Wording wording) {
    ImmutableMap<String, Object> facts() {
        if (occasion.kind() == Kind.LIFTED) {
            return standing("lifted", "title.lifted").buildOrThrow();
        }
        if (occasion.permit().isPresent()) {
            return new WhyPermitted(occasion.permit().get(), occasion.now(), wording).facts();
        }
        if (occasion.waited().isPresent()) {
            return new WhyWaited(occasion, wording).facts();
        }
        if (occasion.reason().isEmpty()) {
            return warning(occasion.near().orElseThrow());
        }
        Reason reason = occasion.reason().get();
        if (reason instanceof Reason.OverLimit over) {
            return overLimit(over);
        }
        if (reason instanceof Reason.OverCap over) {
            return overCap(over);
        }
        if (reason instanceof Reason.Suspended suspended) {
            return suspended(suspended.suspension());
        }
        if (reason instanceof Reason.NeverFits never) {
            return neverFits(never);
        }
        if (reason instanceof Reason.TooManyRecipients tooMany) {
            return tooMany(tooMany);
        }
        if (reason instanceof Reason.Bulk bulk) {
            return bulk(bulk);
        }
        return visible((Reason.VisibleRecipients) reason);
    }

    private ImmutableMap<String, Object> overLimit(Reason.OverLimit over) {
        Measure measure = over.limit().measure();
        return story("overLimit")
                .put("limit", wording.limit(over.limit()))
                .put("left", wording.amount(measure, over.remaining()))
                .put("freeAt", FreeAt.facts(over.freeAt(), occasion.now(), wording))
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("used", wording.figure(measure, over.used())),
                                figure(
                                        "limit",
                                        wording.figure(measure, over.limit().quantity())),
                                figure("this", wording.figure(measure, over.asked()))))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> overCap(Reason.OverCap over) {
        Limit limit = over.cap().limit();
        return story("overCap")
                .put("limit", wording.limit(limit))
                .put("shared", wording.shared(over.cap()))
                .put("freeAt", FreeAt.facts(over.freeAt(), occasion.now(), wording))
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("used", wording.number(over.used())),
                                figure("limit", wording.number(limit.quantity())),
                                figure("this", wording.number(over.asked()))))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> suspended(Suspension suspension) {
        String title = occasion.message().isPresent() ? "title.suspendedMessage" : "title.suspended";
        return standing("suspended", title)
                .putAll(SuspensionFacts.of(suspension, occasion.now(), wording))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> neverFits(Reason.NeverFits never) {
        Limit limit = never.limit();
        ImmutableMap.Builder<String, Object> story = story("neverFits");
        if (limit.measure() == Measure.BYTES) {
            story.put("tooHeavy", true);
        }
        return story.put("limit", wording.limit(limit))
                .put("asked", wording.amount(limit.measure(), never.asked()))
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("used", wording.figure(limit.measure(), used(limit))),
                                figure("limit", wording.figure(limit.measure(), limit.quantity())),
                                figure("this", wording.figure(limit.measure(), never.asked()))))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> tooMany(Reason.TooManyRecipients tooMany) {
        String most = wording.amount(Measure.RECIPIENTS, tooMany.maximum());
        return story("tooMany")
                .put("limit", wording.words().say("limit.message", most))
                .put("asked", wording.amount(Measure.RECIPIENTS, tooMany.asked()))
                .put("most", most)
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("limit", wording.number(tooMany.maximum())),
                                figure("this", wording.number(tooMany.asked()))))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> bulk(Reason.Bulk bulk) {
        String most = wording.amount(Measure.EXTERNAL_RECIPIENTS, bulk.threshold());
        boolean advice = occasion.kind() == Kind.ADVICE;
        return story(advice ? "bulkAdvice" : "bulkRefused")
                .put("limit", wording.words().say("limit.campaign", most))
                .put(
                        "reached",
                        wording.amount(
                                Measure.EXTERNAL_RECIPIENTS, bulk.evidence().recipients()))
                .put("since", wording.moment(bulk.evidence().since(), occasion.now()))
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("reached", wording.number(bulk.evidence().recipients())),
                                figure(advice ? "threshold" : "limit", wording.number(bulk.threshold()))))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> visible(Reason.VisibleRecipients visible) {
        return story("visible")
                .put("shown", wording.words().count("addresses", visible.visible(), wording.number(visible.visible())))
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("shown", wording.number(visible.visible())),
                                figure("threshold", wording.number(visible.threshold()))))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> warning(Near near) {
        LimitUsage close = near.usage();
        Limit limit = close.limit();
        ImmutableMap.Builder<String, Object> facts = story("warning");
        near.fullAt().ifPresent(full -> facts.put("fullAt", wording.moment(Wording.minute(full), occasion.now()))
                .put("fullIn", wording.wait(occasion.now(), full)));
        return facts.put("limit", wording.limit(limit))
                .put("spent", wording.figure(limit.measure(), close.used()))
                .put("left", wording.amount(limit.measure(), close.remaining()))
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("used", wording.figure(limit.measure(), close.used())),
                                figure("limit", wording.figure(limit.measure(), limit.quantity())),
                                figure("left", wording.figure(limit.measure(), close.remaining()))))
                .buildOrThrow();
    }

    /** A case with figures. */
    private ImmutableMap.Builder<String, Object> story(String name) {
        return standing(name, "title." + name).put("measured", true);
    }

    private ImmutableMap.Builder<String, Object> standing(String name, String title) {
        return ImmutableMap.<String, Object>builder()
                .put(name, true)
                .put("title", wording.words().say(title));
    }

    private ImmutableMap<String, Object> figure(String label, String value) {
        return ImmutableMap.of("name", wording.words().say("figure." + label), "value", value);
    }

    private long used(Limit limit) {
        return occasion.usage().stream()
                .filter(usage -> usage.limit().equals(limit))
                .mapToLong(LimitUsage::used)
                .findFirst()
                .orElse(0);
    }
}
