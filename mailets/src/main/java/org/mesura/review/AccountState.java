/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;

import org.mesura.bulk.Campaigns;
import org.mesura.usage.SendRecord;

/**
 * Everything known of one account. Immutable; {@link Review} makes the next one.
 *
 * @param charged what counts against the limits; under {@code observe} what would have been granted
 * @param passed what really went out although it was not charged, under {@code observe}
 * @param refused what was refused; costs nothing, shown to the administrator
 * @param campaigns texts that went to outsiders
 * @param recent the decisions of late, so that no submission is charged twice
 */
public record AccountState(
        SendRecord charged, SendRecord passed, SendRecord refused, Campaigns campaigns, RecentDecisions recent) {
    /** An account of which nothing is known. */
    public static final AccountState NEW = new AccountState(
            SendRecord.EMPTY, SendRecord.EMPTY, SendRecord.EMPTY, Campaigns.NONE, RecentDecisions.NONE);

    /** This state after a clock that may have gone back: nothing was sent after {@code now}. */
    public AccountState asOf(Instant now) {
        return new AccountState(
                charged.asOf(now), passed.asOf(now), refused.asOf(now), campaigns.asOf(now), recent.asOf(now));
    }

    /** Whether forgetting the account at {@code now} loses nothing that any window as long as {@code keep} would hold. */
    public boolean isIdle(Duration keep, Instant now) {
        return charged.isEmpty(keep, now)
                && passed.isEmpty(keep, now)
                && refused.isEmpty(keep, now)
                && campaigns.isEmpty(keep, now)
                && recent.isEmpty(now);
    }
}
