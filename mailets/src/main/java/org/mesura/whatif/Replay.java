/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.whatif;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.mesura.bulk.Fingerprint;
import org.mesura.bulk.RecordedText;
import org.mesura.bulk.TextSeen;
import org.mesura.journal.submissions.Reviewed;
import org.mesura.policy.PolicyBook;
import org.mesura.policy.Terms;
import org.mesura.review.AccountState;
import org.mesura.review.Aside;
import org.mesura.review.Changed;
import org.mesura.review.Decision;
import org.mesura.review.Request;
import org.mesura.store.memory.MemoryAccountBook;
import org.mesura.submission.Recipients;
import org.mesura.submission.Sender;
import org.mesura.usage.Correspondents;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;

/**
 * Judges what was reviewed once more, by other policies: the core that reviews mail, over accounts of which nothing is known
 * at first, at the instant of each submission. What is deferred leaves at its turn; what is held is never let go.
 *
 * <p>Two things come from the journal, because they cannot be known without the mail: which campaign a text belongs to, and
 * whom a message answers. Under the policies by which it was reviewed each submission has the same verdict again.
 */
final class Replay {
    private final PolicyBook policies;
    private final MemoryAccountBook book = new MemoryAccountBook();
    private final Map<Sender, Terms> terms = new HashMap<>();

    Replay(PolicyBook policies) {
        this.policies = policies;
    }

    /** The terms of {@code sender}. */
    Terms termsOf(Sender sender) {
        return terms.computeIfAbsent(sender, policies::termsOf);
    }

    /**
     * What would have been decided on the next submission.
     *
     * @param campaign the number of the campaign that its text is of, the same for the account's texts of one campaign
     */
    Decision decide(Reviewed next, long campaign) {
        Sender sender = next.submission().sender();
        Terms own = termsOf(sender);
        Optional<Fingerprint> text = own.policy().bulk().isEmpty()
                ? Optional.empty()
                : next.text().map(seen -> Fingerprint.of(new RecordedText(campaign, seen.mayReachMore())));
        awaitAnswers(sender, next.text().map(seen -> answered(next, seen)).orElse(ImmutableLongArray.of()), next.at());
        return book.decide(new Request(next.submission(), text, own), next.at()).decision();
    }

    private static ImmutableLongArray answered(Reviewed next, TextSeen seen) {
        Recipients all = next.submission().recipients();
        ImmutableLongArray counted = seen.counted().external();
        return all.outside() == counted.length()
                ? ImmutableLongArray.of()
                : ImmutableLongArray.copyOf(all.external().stream().filter(one -> !counted.contains(one)));
    }

    /** Makes these, and nobody else, outsiders who wrote to the account and have no answer yet. */
    private void awaitAnswers(Sender sender, ImmutableLongArray outsiders, Instant now) {
        boolean others = book.find(sender)
                .filter(state -> state.correspondents().size() > 0)
                .isPresent();
        if (outsiders.isEmpty() && !others) {
            return;
        }
        Correspondents waiting = new Correspondents(
                outsiders,
                ImmutableIntArray.copyOf(Collections.nCopies(outsiders.length(), 0)),
                ImmutableLongArray.copyOf(Collections.nCopies(outsiders.length(), now.toEpochMilli())));
        book.change(sender, (before, caps) -> Changed.to(with(before, waiting), waiting.size()), now);
    }

    private static AccountState with(AccountState state, Correspondents waiting) {
        Aside aside = state.aside();
        return new AccountState(
                state.charged(),
                state.reserved(),
                new Aside(
                        aside.passed(),
                        aside.refused(),
                        aside.attempts(),
                        aside.unknown(),
                        aside.campaigns(),
                        waiting,
                        aside.recent(),
                        aside.standing(),
                        aside.permits()));
    }
}
