/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.mesura.bulk.Reach;
import org.mesura.policy.BulkRule;
import org.mesura.policy.Terms;

/** What the bulk rule does about a campaign that has reached so many. */
public enum CampaignAction {
    /** Nothing. */
    NONE,
    /** Its sender is told. */
    ADVISE,
    /** A message of it to one more outsider is kept for a person's decision. */
    HOLD,
    /** One leaves slowly. */
    PACE,
    /** One goes back. */
    REFUSE;

    /** The action as an identifier. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What is done at {@code now} about a campaign that reached {@code reach}.
     *
     * @param state the account whose campaign it is
     * @param terms what holds for it
     */
    public static CampaignAction of(Reach reach, AccountState state, Terms terms, Instant now) {
        Optional<BulkRule> rule = terms.policy().bulk();
        if (rule.isEmpty() || terms.exempt() || sleeps(state, terms, now)) {
            return NONE;
        }
        return of(reach.evidence().recipients(), Review.Campaign.times(reach.brief()), rule.get());
    }

    private static boolean sleeps(AccountState state, Terms terms, Instant now) {
        return state.permits().holdingAt(now, terms.permits()).stream().anyMatch(use -> use.remaining() > 0);
    }

    private static CampaignAction of(long reached, int times, BulkRule rule) {
        if (reached >= times * rule.refuse()) {
            return REFUSE;
        }
        if (reached >= times * rule.stop()) {
            return valueOf(rule.action().name());
        }
        return reached >= times * rule.advise() ? ADVISE : NONE;
    }
}
