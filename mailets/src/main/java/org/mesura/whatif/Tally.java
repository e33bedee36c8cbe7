/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.mesura.journal.submissions.Reviewed;
import org.mesura.policy.Terms;
import org.mesura.review.Decision;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;

/** What would have become of all messages under one candidate, in all and by account. */
final class Tally {
    private final Candidate candidate;
    private final Replay replay;
    private final Fate all = new Fate();
    private final Map<Sender, Fate> accounts = new LinkedHashMap<>();

    /**
     * An account and what would have become of its messages.
     *
     * @param sender the account
     * @param fate what would have
     */
    record Touched(Sender sender, Fate fate) {}

    Tally(Candidate candidate) {
        this.candidate = candidate;
        this.replay = new Replay(candidate.policies());
    }

    /** Judges the next submission, whose text is of the account's campaign of this number. */
    Decision add(Reviewed next, long campaign) {
        Decision decision = replay.decide(next, campaign);
        boolean near = Fate.isNearALimit(decision);
        all.add(decision, near, next.at());
        accounts.computeIfAbsent(next.submission().sender(), sender -> new Fate())
                .add(decision, near, next.at());
        return decision;
    }

    String name() {
        return candidate.name();
    }

    Fate all() {
        return all;
    }

    Terms termsOf(Sender sender) {
        return replay.termsOf(sender);
    }

    ImmutableList<Touched> accounts() {
        return accounts.entrySet().stream()
                .map(entry -> new Touched(entry.getKey(), entry.getValue()))
                .collect(ImmutableList.toImmutableList());
    }

    /** The accounts of which something would not have gone on at once, those with most such messages first. */
    ImmutableList<Touched> touched() {
        return accounts().stream()
                .filter(account -> account.fate().stopped() > 0)
                .sorted(Comparator.comparingLong(
                                (Touched account) -> account.fate().stopped())
                        .reversed()
                        .thenComparing(account -> account.sender().account()))
                .collect(ImmutableList.toImmutableList());
    }

    /** The accounts that would have been warned and of which nothing would have been stopped. */
    long onlyWarned() {
        return accounts.values().stream()
                .filter(fate -> fate.stopped() == 0 && fate.warned() + fate.count("advise") > 0)
                .count();
    }
}
