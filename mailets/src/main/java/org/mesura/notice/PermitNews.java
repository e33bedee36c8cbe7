/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Duration;
import java.time.Instant;

import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Permit;
import org.mesura.policy.Terms;
import org.mesura.review.Permits;

import com.google.common.collect.ImmutableList;

/** What there is to say of a permit to the account that has it. */
public sealed interface PermitNews {
    /** From how many percent of a permit on its account is told that it is nearly used. */
    int NEARLY_PERCENT = 80;

    /** How long after a permit's time its account may still be told that it is over: a server may have been down. */
    Duration BELATED = Duration.ofDays(1);

    /** The permit. */
    Permit permit();

    /** The kind of notice that says it. */
    Kind kind();

    /**
     * It was granted.
     *
     * @param caps what all accounts share, and stays in force
     */
    record Granted(Permit permit, ImmutableList<Cap> caps) implements PermitNews {
        @Override
        public Kind kind() {
            return Kind.PERMIT_GRANTED;
        }
    }

    /**
     * Most of it is used.
     *
     * @param used how many external recipients
     */
    record NearlyUsed(Permit permit, long used) implements PermitNews {
        @Override
        public Kind kind() {
            return Kind.PERMIT_NEARLY_USED;
        }
    }

    /**
     * It gives no more: its time is over, or it is used up.
     *
     * @param used how many external recipients were used of it
     * @param waiting how many of these have messages on their way that wait for their turn, and leave all the same
     * @param another whether another permit of the account holds, and gives more
     * @param limits the limits of the account that hold again: none as long as another permit does
     */
    record Ended(Permit permit, long used, long waiting, boolean another, ImmutableList<Limit> limits)
            implements PermitNews {
        @Override
        public Kind kind() {
            return Kind.PERMIT_ENDED;
        }

        boolean isUsedUp() {
            return used >= permit.externalRecipients();
        }
    }

    /**
     * All there is to say at {@code now} of a permit that {@code terms} hold: that it ended, or that it was granted, and is
     * nearly used. What was said before is for {@link NoticeDesk} to know; so whatever could not be said in time is said
     * later, as long as it is true.
     *
     * @param waiting how many external recipients wait for their turn on it
     * @param another whether another permit holds at {@code now}, and gives more
     */
    static ImmutableList<PermitNews> of(Permits.Use use, long waiting, boolean another, Terms terms, Instant now) {
        Permit permit = use.permit();
        if (!now.isBefore(permit.until().plus(BELATED))) {
            return ImmutableList.of();
        }
        if (!now.isBefore(permit.until()) || use.remaining() == 0) {
            ImmutableList<Limit> limits =
                    another ? ImmutableList.of() : terms.policy().limits();
            return ImmutableList.of(new Ended(permit, use.used(), waiting, another, limits));
        }
        PermitNews granted = new Granted(permit, terms.caps());
        boolean nearly = isNearlyUsed(use.used(), permit.externalRecipients());
        return nearly ? ImmutableList.of(granted, new NearlyUsed(permit, use.used())) : ImmutableList.of(granted);
    }

    /** Whether so much of a permit is used that its account should know. */
    static boolean isNearlyUsed(long used, long quantity) {
        return Math.multiplyExact(used, 100) >= Math.multiplyExact(quantity, NEARLY_PERCENT);
    }

    /**
     * The topic: said once for this permit as it is, whoever asks again and whenever. One that is given another time or
     * quantity under the same id is news.
     */
    default Topic topic() {
        Permit permit = permit();
        String subject = String.join(
                "/",
                kind().id(),
                permit.id(),
                permit.from().toString(),
                permit.until().toString(),
                Long.toString(permit.externalRecipients()));
        // as long as anybody may ask, and a little: clocks differ
        return Topic.lasting(subject, permit.until().plus(BELATED.multipliedBy(2)));
    }
}
