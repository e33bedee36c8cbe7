/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;

import org.mesura.bulk.Campaigns;
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.Ledger;
import org.mesura.usage.SendRecord;

/**
 * Everything known of one account. Immutable; {@link Review} and the changes in {@link Accounts} make the next one.
 *
 * @param charged what counts against the limits; under {@code observe} what would have been granted
 * @param reserved the turns that are reserved
 * @param aside what most accounts have little or nothing of
 */
public record AccountState(SendRecord charged, SendRecord reserved, Aside aside) {
    /** An account of which nothing is known. */
    public static final AccountState NEW = of(SendRecord.EMPTY);

    /** A state with this ledger. */
    public AccountState(Ledger ledger, Aside aside) {
        this(ledger.charged(), ledger.reserved(), aside);
    }

    /** The state of an account of which nothing is known but what it was charged. */
    public static AccountState of(SendRecord charged) {
        return new AccountState(charged, SendRecord.EMPTY, Aside.NOTHING);
    }

    /** Whether {@link #of} makes this state of its record; where something was known besides, perhaps no for yes. */
    public boolean isOnlyCharged() {
        return reserved == SendRecord.EMPTY && aside == Aside.NOTHING;
    }

    /** What counts against the limits and what is reserved. */
    public Ledger ledger() {
        return new Ledger(charged, reserved);
    }

    /** This state at {@code now}: after a clock that may have gone back, and with the turns that have come charged. */
    public AccountState at(Instant now, Duration keep) {
        Ledger ledger = ledger();
        Ledger nextLedger = ledger.at(now, keep);
        Aside nextAside = aside.asOf(now);
        return nextLedger == ledger && nextAside == aside ? this : new AccountState(nextLedger, nextAside);
    }

    /**
     * {@code now}, or, if the latest send lies more than a little and at most {@code ahead} of it, that little before the
     * latest send: where several servers charge an account and the clock of one is behind, it is not taken for a clock that
     * went back.
     */
    public Instant notBefore(Instant now, Duration ahead) {
        if (charged.size() == 0 || charged.latest().minus(ahead).isAfter(now)) {
            return now;
        }
        Instant least = charged.latest().minus(SendRecord.SKEW);
        return least.isAfter(now) ? least : now;
    }

    /** What really went out although it was not charged, under {@code observe}. */
    public SendRecord passed() {
        return aside.passed();
    }

    /** What was refused; costs nothing, shown to the administrator. */
    public SendRecord refused() {
        return aside.refused();
    }

    /** The texts that went to outsiders. */
    public Campaigns campaigns() {
        return aside.campaigns();
    }

    /** The outsiders who wrote to it and wait for an answer. */
    public Correspondents correspondents() {
        return aside.correspondents();
    }

    /** Whether the account may send to outsiders, and what its suspensions were. */
    public Standing standing() {
        return aside.standing();
    }

    /** The permits granted to it and what was used of each. */
    public Permits permits() {
        return aside.permits();
    }

    /** How many external recipients of the permit {@code id} have messages that wait for their turn at {@code now}. */
    public long waitingOn(String id, Instant now) {
        return aside.recent().waitingOn(id, now);
    }

    /** This state with {@code charge} sent at {@code now}, and with other things aside. */
    AccountState charging(long id, Charge charge, Instant now, Duration keep, Aside other) {
        return new AccountState(charged.with(id, charge, now, keep), reserved, other);
    }

    /** This state with another ledger. */
    AccountState with(Ledger other) {
        return new AccountState(other, aside);
    }

    /** This state with other things aside. */
    AccountState with(Aside other) {
        return new AccountState(charged, reserved, other);
    }

    /** This state and {@code other}, of one account; what both know counts once. */
    public AccountState joinedTo(AccountState other, Instant now) {
        return new AccountState(ledger().joinedTo(other.ledger()), aside.joinedTo(other.aside, now));
    }

    /**
     * This state with what was done to {@code before} elsewhere until it was {@code after}, while this went on too: for
     * what was decided out of touch with a store that others use. Nothing of it counts twice, also if this knows of it
     * already, but what was used of permits.
     */
    public AccountState withChange(AccountState before, AccountState after, Instant now) {
        return new AccountState(
                ledger().withChange(before.ledger(), after.ledger()), aside.withChange(before.aside, after.aside, now));
    }

    /**
     * This state and what is left of {@code older}, a copy of the same account as it was when the store lost it; others may
     * have brought theirs before.
     */
    public AccountState restoredBy(AccountState older, Instant now) {
        AccountState joined = joinedTo(older, now);
        return joined.with(joined.aside
                .withCampaigns(campaigns().restoredBy(older.campaigns()))
                .withPermits(permits().restoredBy(older.permits())));
    }

    /** Whether forgetting the account at {@code now} loses nothing that anybody would ask for. */
    public boolean isIdle(Duration keep, Instant now) {
        return ledger().isEmpty(keep, now) && aside.isIdle(keep, now);
    }
}
