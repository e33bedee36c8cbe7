/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

import org.mesura.policy.Measure;
import org.mesura.policy.Permit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What templates can say of a permit: a variable named for what happened, its title, how much it gives, for how long, what
 * for and by whom, how much of it is used, and what holds beside it or after it.
 *
 * @param news what there is to say
 * @param now when it is said
 * @param wording how it is said
 */
record WhyPermitted(PermitNews news, Instant now, Wording wording) {
    private static final int LONGEST_TEXT = 200;

    ImmutableMap<String, Object> facts() {
        if (news instanceof PermitNews.Granted granted) {
            return granted(granted);
        }
        return news instanceof PermitNews.NearlyUsed near ? nearlyUsed(near) : ended((PermitNews.Ended) news);
    }

    private ImmutableMap<String, Object> granted(PermitNews.Granted granted) {
        Permit permit = granted.permit();
        ImmutableMap.Builder<String, Object> facts = story("granted", "title.granted")
                .putAll(until())
                .put("most", wording.amount(Measure.RECIPIENTS, permit.recipientsPerMessage()))
                .put("measured", true)
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("external", permit.externalRecipients()),
                                figure("perMessage", permit.recipientsPerMessage())));
        if (permit.from().isAfter(now)) {
            facts.put("from", wording.moment(Wording.minute(permit.from()), now));
        }
        if (!granted.caps().isEmpty()) {
            facts.put(
                    "caps",
                    joined(granted.caps().stream()
                            .map(cap -> wording.words().say("cap", wording.limit(cap.limit()), wording.shared(cap)))
                            .toList()));
        }
        return facts.buildOrThrow();
    }

    private ImmutableMap<String, Object> nearlyUsed(PermitNews.NearlyUsed near) {
        long left = Math.max(0, near.permit().externalRecipients() - near.used());
        return story("nearlyUsed", "title.nearlyUsed")
                .putAll(until())
                .put("spent", wording.number(near.used()))
                .put("left", wording.amount(Measure.EXTERNAL_RECIPIENTS, left))
                .put("measured", true)
                .put(
                        "figures",
                        ImmutableList.of(
                                figure("used", near.used()),
                                figure("permit", near.permit().externalRecipients()),
                                figure("left", left)))
                .buildOrThrow();
    }

    private ImmutableMap<String, Object> ended(PermitNews.Ended ended) {
        ImmutableMap.Builder<String, Object> facts = story("ended", ended.isUsedUp() ? "title.usedUp" : "title.ended")
                .put("spent", wording.number(ended.used()));
        if (ended.isUsedUp()) {
            facts.put("usedUp", true);
        }
        if (ended.waiting() > 0) {
            facts.put("waiting", wording.amount(Measure.EXTERNAL_RECIPIENTS, ended.waiting()));
        }
        if (ended.another()) {
            facts.put("another", true);
        }
        if (!ended.limits().isEmpty()) {
            facts.put("again", true);
        }
        return facts.put("limits", ended.limits().stream().map(wording::limit).collect(ImmutableList.toImmutableList()))
                .buildOrThrow();
    }

    private ImmutableMap.Builder<String, Object> story(String name, String title) {
        ImmutableMap.Builder<String, Object> facts = ImmutableMap.<String, Object>builder()
                .put(name, true)
                .put("title", wording.words().say(title))
                .put(
                        "quantity",
                        wording.amount(
                                Measure.EXTERNAL_RECIPIENTS, news.permit().externalRecipients()));
        text("reason", news.permit().reason(), facts);
        text("grantor", news.permit().grantor(), facts);
        return facts;
    }

    private static void text(String name, String said, ImmutableMap.Builder<String, Object> facts) {
        String line = OneLine.of(said, LONGEST_TEXT);
        if (!line.isEmpty()) {
            facts.put(name, line);
        }
    }

    /** Until when it holds, in whole minutes, and never promised for longer. */
    private ImmutableMap<String, Object> until() {
        Instant until = news.permit().until().truncatedTo(ChronoUnit.MINUTES);
        return ImmutableMap.of("freeAt", FreeAt.facts(until, now, wording));
    }

    private String joined(Collection<String> phrases) {
        return phrases.stream()
                .reduce((first, second) -> wording.words().say("and", first, second))
                .orElseThrow();
    }

    private ImmutableMap<String, Object> figure(String label, long value) {
        return ImmutableMap.of("name", wording.words().say("figure." + label), "value", wording.number(value));
    }
}
