/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.mesura.journal.submissions.Reviewed;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/** Plays the submissions of a journal through all candidates, each in their order, and keeps what is told of it. */
final class Comparison {
    private static final int BATCH = 5_000;

    private final ImmutableList<Tally> tallies;
    private final Traffic traffic;
    private final Map<Sender, Lineage> lineages = new HashMap<>();
    private final int margin;
    private final long honest;
    private final List<Step> batch = new ArrayList<>(BATCH);
    private CompletableFuture<Void> playing = CompletableFuture.completedFuture(null);

    private record Step(Reviewed reviewed, long campaign) {}

    /**
     * Nothing was played yet.
     *
     * @param candidates at least one; suggestions are made for the groups and limits of the first
     * @param margin percent that suggestions leave above what was sent
     * @param honest how many outsiders an honest account writes to in a day at most
     */
    Comparison(List<Candidate> candidates, int margin, long honest) {
        this.tallies = candidates.stream().map(Tally::new).collect(ImmutableList.toImmutableList());
        this.traffic = new Traffic(
                candidates.get(0).policies()::termsOf, candidates.get(0).zone());
        this.margin = margin;
        this.honest = honest;
    }

    /** Plays {@code reviewed}, soon: what comes meanwhile can be read. */
    void add(Reviewed reviewed) {
        long campaign = reviewed.text()
                .map(text -> lineages.computeIfAbsent(reviewed.submission().sender(), sender -> new Lineage())
                        .campaignOf(text, reviewed.entered()))
                .orElse(0L);
        batch.add(new Step(reviewed, campaign));
        if (batch.size() == BATCH) {
            begin();
        }
    }

    /** Waits until all that was added is played; nothing is told before. */
    void end() {
        begin();
        playing.join();
    }

    /** Each candidate sees every submission in its order; candidates do not see each other, so they play side by side. */
    private void begin() {
        playing.join();
        ImmutableList<Step> steps = ImmutableList.copyOf(batch);
        batch.clear();
        playing = CompletableFuture.allOf(Stream.concat(
                        tallies.stream()
                                .map(tally -> CompletableFuture.runAsync(
                                        () -> steps.forEach(step -> tally.add(step.reviewed(), step.campaign())))),
                        Stream.of(
                                CompletableFuture.runAsync(() -> steps.forEach(step -> traffic.add(step.reviewed())))))
                .toArray(CompletableFuture[]::new));
    }

    ImmutableList<Tally> tallies() {
        return tallies;
    }

    Traffic traffic() {
        return traffic;
    }

    Predicate<Sender> honest() {
        return sender -> traffic.account(sender).isHonest(honest);
    }

    long honestAtMost() {
        return honest;
    }

    int margin() {
        return margin;
    }

    ImmutableList<Figure> figures(Tally tally) {
        return Figures.of(tally, honest());
    }

    ImmutableList<Suggestion> suggestions() {
        return new Suggestions(margin, honest).of(traffic.accounts());
    }
}
