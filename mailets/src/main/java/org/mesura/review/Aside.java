/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;

import org.mesura.bulk.Campaigns;
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.SendRecord;

/**
 * What is known of an account besides its ledger: most have little or nothing of it.
 *
 * @param passed what really went out although it was not charged, under {@code observe}
 * @param refused what was refused, for show; and with nothing charged what is held, so that it is known
 * @param attempts what was refused and counts towards escalation, each attempt once
 * @param unknown the unknown recipients that the world refused, each once, by the hash of the recipient
 * @param campaigns the texts that went to outsiders
 * @param correspondents the outsiders who wrote to it and wait for an answer
 * @param recent the decisions of late that were not simply <em>accept</em>
 * @param standing whether the account may send to outsiders
 * @param permits the permits granted to it, and what was used of each
 */
public record Aside(
        SendRecord passed,
        SendRecord refused,
        SendRecord attempts,
        SendRecord unknown,
        Campaigns campaigns,
        Correspondents correspondents,
        RecentDecisions recent,
        Standing standing,
        Permits permits) {
    static final Aside NOTHING = new Aside(
            SendRecord.EMPTY,
            SendRecord.EMPTY,
            SendRecord.EMPTY,
            SendRecord.EMPTY,
            Campaigns.NONE,
            Correspondents.NONE,
            RecentDecisions.NONE,
            Standing.GOOD,
            Permits.NONE);

    /** As it is at {@code now}, after a clock that may have gone back; this very one where nothing of it moved. */
    Aside asOf(Instant now) {
        if (this == NOTHING) {
            return this;
        }
        Aside next = new Aside(
                passed.asOf(now),
                refused.asOf(now),
                attempts.asOf(now),
                unknown.asOf(now),
                campaigns.asOf(now),
                correspondents.asOf(now),
                recent.asOf(now),
                standing.asOf(now),
                permits);
        return next.equals(this) ? this : next;
    }

    Aside withPassed(SendRecord other) {
        return new Aside(other, refused, attempts, unknown, campaigns, correspondents, recent, standing, permits);
    }

    Aside withRefused(SendRecord other) {
        return new Aside(passed, other, attempts, unknown, campaigns, correspondents, recent, standing, permits);
    }

    /** With the submission {@code id} known, which takes nothing of any limit. */
    Aside knowing(long id, Instant now, Duration keep) {
        return withRefused(refused.with(id, Charge.NOTHING, now, keep));
    }

    Aside withAttempts(SendRecord other) {
        return new Aside(passed, refused, other, unknown, campaigns, correspondents, recent, standing, permits);
    }

    Aside withUnknown(SendRecord other) {
        return new Aside(passed, refused, attempts, other, campaigns, correspondents, recent, standing, permits);
    }

    Aside withCampaigns(Campaigns other) {
        return new Aside(passed, refused, attempts, unknown, other, correspondents, recent, standing, permits);
    }

    Aside withCorrespondents(Correspondents other) {
        return new Aside(passed, refused, attempts, unknown, campaigns, other, recent, standing, permits);
    }

    Aside withRecent(RecentDecisions other) {
        return new Aside(passed, refused, attempts, unknown, campaigns, correspondents, other, standing, permits);
    }

    Aside withStanding(Standing other) {
        return new Aside(passed, refused, attempts, unknown, campaigns, correspondents, recent, other, permits);
    }

    Aside withPermits(Permits other) {
        return new Aside(passed, refused, attempts, unknown, campaigns, correspondents, recent, standing, other);
    }

    Aside joinedTo(Aside other, Instant now) {
        return new Aside(
                passed.joinedTo(other.passed),
                refused.joinedTo(other.refused),
                attempts.joinedTo(other.attempts),
                unknown.joinedTo(other.unknown),
                campaigns.joinedTo(other.campaigns),
                correspondents.joinedTo(other.correspondents),
                recent.joinedTo(other.recent, now),
                standing.joinedTo(other.standing, now),
                permits.joinedTo(other.permits));
    }

    Aside withChange(Aside before, Aside after, Instant now) {
        return new Aside(
                passed.withChange(before.passed, after.passed),
                refused.withChange(before.refused, after.refused),
                attempts.withChange(before.attempts, after.attempts),
                unknown.withChange(before.unknown, after.unknown),
                campaigns.withChange(before.campaigns, after.campaigns),
                correspondents.withChange(before.correspondents, after.correspondents),
                recent.withChange(before.recent, after.recent),
                standing.withChange(before.standing, after.standing, now),
                permits.withChange(before.permits, after.permits));
    }

    boolean isIdle(Duration keep, Instant now) {
        if (this == NOTHING) {
            return true;
        }
        return passed.isEmpty(keep, now)
                && refused.isEmpty(keep, now)
                && attempts.isEmpty(keep, now)
                && unknown.isEmpty(keep, now)
                && campaigns.isEmpty(keep, now)
                && correspondents.isEmpty(now)
                && recent.isEmpty(now)
                && standing.isGood(now)
                && permits.areOver(now);
    }
}
