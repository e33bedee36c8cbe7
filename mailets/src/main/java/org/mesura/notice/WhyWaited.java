/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.util.ArrayList;
import java.util.List;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What templates can say of mail that is kept back, or was: a variable named for what became of it, one for what it is
 * about, its title, the limit, the figures that explain it and until when it waits.
 *
 * @param occasion what there is to say
 * @param wording how it is said
 */
record WhyWaited(Occasion occasion, Wording wording) {
    private static final int LONGEST_WORDS = 300;

    ImmutableMap<String, Object> facts() {
        Waited waited = occasion.waited().orElseThrow();
        if (waited instanceof Waited.ForTurn turn) {
            return deferred(turn);
        }
        if (waited instanceof Waited.Over over) {
            return summary(over);
        }
        return waited instanceof Waited.ForDecision decision ? held(decision) : returned((Waited.Returned) waited);
    }

    private ImmutableMap<String, Object> deferred(Waited.ForTurn turn) {
        ImmutableMap.Builder<String, Object> facts = story("deferred", counted("title.deferred", turn.messages()));
        if (turn.messages() > 1) {
            facts.put("many", true).put("firstAt", wording.moment(Wording.minute(turn.first()), occasion.now()));
        }
        return facts.put("waiting", wording.amount(Measure.MESSAGES, turn.messages()))
                .put("freeAt", FreeAt.facts(turn.last(), occasion.now(), wording))
                .putAll(reason())
                .putAll(measured(turn.messages()))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> summary(Waited.Over over) {
        String title = over.returned() == 0
                ? counted("title.summary", over.left())
                : wording.words().say("title.summaryBack");
        ImmutableMap.Builder<String, Object> facts = story("summary", title);
        if (over.left() > 0) {
            facts.put("gone", wording.amount(Measure.MESSAGES, over.left()));
        }
        if (over.left() > 1) {
            facts.put("many", true);
        }
        if (over.returned() > 0) {
            facts.put("stayed", wording.amount(Measure.MESSAGES, over.returned()));
        }
        over.lastLeft().ifPresent(last -> facts.put("lastAt", wording.moment(Wording.minute(last), occasion.now())));
        return facts.put("since", wording.moment(over.begun(), occasion.now())).buildOrThrow();
    }

    private ImmutableMap<String, Object> held(Waited.ForDecision decision) {
        return story("held", wording.words().say("title.held"))
                .put("freeAt", FreeAt.facts(decision.until(), occasion.now(), wording))
                .putAll(reason())
                .putAll(measured(0))
                .buildOrThrow();
    }

    /** Without figures: those of the day on which it was sent say nothing any more. */
    private ImmutableMap<String, Object> returned(Waited.Returned returned) {
        String cause =
                switch (returned.cause()) {
                    case UNDECIDED -> "undecided";
                    case REJECTED -> "rejected";
                    case SUSPENDED -> "paused";
                };
        ImmutableMap.Builder<String, Object> facts =
                story("returned", wording.words().say("title." + cause));
        returned.words()
                .map(words -> OneLine.of(words, LONGEST_WORDS))
                .filter(words -> !words.isEmpty())
                .ifPresent(words -> facts.put("said", words));
        // what it waited for first is of no account while its sender is suspended
        return facts.put(cause, true)
                .putAll(returned.isForSuspension() ? ImmutableMap.of() : reason())
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> reason() {
        Reason reason = occasion.reason().orElse(null);
        if (reason instanceof Reason.OverLimit over) {
            return ImmutableMap.of("byLimit", true, "limit", wording.limit(over.limit()));
        }
        if (reason instanceof Reason.OverCap over) {
            return ImmutableMap.of(
                    "byCap", true, "limit", wording.limit(over.cap().limit()), "shared", wording.shared(over.cap()));
        }
        return reason instanceof Reason.Bulk bulk ? campaign(bulk) : ImmutableMap.of();
    }

    private ImmutableMap<String, Object> campaign(Reason.Bulk bulk) {
        return ImmutableMap.of(
                "byCampaign",
                true,
                "limit",
                wording.words().say("limit.campaign", wording.amount(Measure.EXTERNAL_RECIPIENTS, bulk.threshold())),
                "most",
                wording.number(bulk.threshold()),
                "reached",
                wording.amount(Measure.EXTERNAL_RECIPIENTS, bulk.evidence().recipients()),
                "since",
                wording.moment(bulk.evidence().since(), occasion.now()));
    }

    /** The figures, the number of messages that wait among them if it is not about a single one. */
    private ImmutableMap<String, Object> measured(long waiting) {
        List<ImmutableMap<String, Object>> figures = new ArrayList<>(figures());
        if (occasion.message().isEmpty()) {
            figures.add(figure("waiting", wording.number(waiting)));
        }
        return figures.isEmpty() ? ImmutableMap.of() : ImmutableMap.of("measured", true, "figures", figures);
    }

    private ImmutableList<ImmutableMap<String, Object>> figures() {
        Reason reason = occasion.reason().orElse(null);
        if (reason instanceof Reason.OverLimit over) {
            return figures(over.limit(), over.used(), over.asked());
        }
        if (reason instanceof Reason.OverCap over) {
            return figures(over.cap().limit(), over.used(), over.asked());
        }
        return reason instanceof Reason.Bulk bulk
                ? ImmutableList.of(
                        figure(
                                occasion.message().isPresent() ? "reached" : "sum",
                                wording.number(bulk.evidence().recipients())),
                        figure("limit", wording.number(bulk.threshold())))
                : ImmutableList.of();
    }

    private ImmutableList<ImmutableMap<String, Object>> figures(Limit limit, long used, long asked) {
        ImmutableList.Builder<ImmutableMap<String, Object>> figures = ImmutableList.builder();
        figures.add(figure("used", wording.figure(limit.measure(), used)))
                .add(figure("limit", wording.figure(limit.measure(), limit.quantity())));
        if (occasion.message().isPresent()) {
            figures.add(figure("this", wording.figure(limit.measure(), asked)));
        }
        return figures.build();
    }

    private ImmutableMap<String, Object> figure(String label, String value) {
        return ImmutableMap.of("name", wording.words().say("figure." + label), "value", value);
    }

    private String counted(String title, long count) {
        return wording.words().count(title, count);
    }

    private static ImmutableMap.Builder<String, Object> story(String name, String title) {
        return ImmutableMap.<String, Object>builder().put(name, true).put("title", title);
    }
}
