/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.common.collect.ImmutableList;

/**
 * Looks whether an account was told of one occasion twice: by two notices, not by one that came twice. The end of a run of
 * deferrals and a lifting are occasions of their own each time.
 *
 * <p>A kill makes Mesura forget a second, so it may tell again what it told then. A notice takes a while to come; one that
 * came more than three seconds before the kill, or long after the start, was written at another time.
 *
 * <p>A clock that is set back takes the beginning and the end of a suspension with it, and the account is told of the new
 * ones.
 */
final class Occasions {
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(3);
    private static final Duration BEHIND_OTHERS = Duration.ofSeconds(30);
    private static final List<String> EACH_TIME = List.of("summary/", "lifted/");
    private static final String OF_SUSPENSION = "suspended/";

    private final Map<String, Map<String, Arrival>> told = new LinkedHashMap<>();
    private final ImmutableList.Builder<String> twice = ImmutableList.builder();
    private final List<Instant> stepsBack;
    private long afterKill;

    /** @param stepsBack when the clock was set back */
    Occasions(List<Arrival> notices, List<Kill> kills, List<Instant> stepsBack) {
        this.stepsBack = stepsBack;
        for (Arrival notice : notices) {
            String occasion = notice.occasion().orElseThrow();
            if (EACH_TIME.stream().noneMatch(occasion::startsWith)) {
                told.computeIfAbsent(notice.recipients() + " " + occasion, account -> new LinkedHashMap<>())
                        .putIfAbsent(notice.messageId(), notice);
            }
        }
        told.forEach((occasion, once) -> judge(occasion, ImmutableList.copyOf(once.values()), kills));
    }

    private void judge(String occasion, List<Arrival> notices, List<Kill> kills) {
        for (int second = 1; second < notices.size(); second++) {
            Arrival before = notices.get(second - 1);
            Arrival after = notices.get(second);
            boolean forgotten = kills.stream()
                    .anyMatch(kill -> before.at().isAfter(kill.at().minus(ON_ITS_WAY))
                            && before.at().isBefore(kill.up().plus(BEHIND_OTHERS))
                            && after.at().isAfter(kill.at()));
            if (forgotten) {
                afterKill++;
            } else if (!occasion.contains(OF_SUSPENSION) || !wasSetBack(before.at(), after.at())) {
                twice.add(occasion + " at " + before.at() + " and " + after.at());
            }
        }
    }

    private boolean wasSetBack(Instant from, Instant to) {
        return stepsBack.stream().anyMatch(step -> step.isAfter(from.minus(ON_ITS_WAY)) && step.isBefore(to));
    }

    /** How many occasions were told. */
    long told() {
        return told.size();
    }

    /** How many of them once more because a kill made it forgotten. */
    long afterKill() {
        return afterKill;
    }

    /** Those that were told twice, in words. */
    ImmutableList<String> twice() {
        return twice.build();
    }
}
