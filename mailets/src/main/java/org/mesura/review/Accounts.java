/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.policy.Permit;
import org.mesura.policy.RemoteRefusals;
import org.mesura.policy.Terms;
import org.mesura.review.Suspension.Cause;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.usage.Correspondents;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/** The changes of an account besides a review, for {@link AccountBook#change}; each is pure. */
public final class Accounts {
    private static final Charge ONE_RECIPIENT = new Charge(0, 1, 1, 0);

    private Accounts() {}

    /**
     * Gives back the turn that is reserved for {@code id}; the turns of others stay. Answers whether there was one. The
     * submission is decided anew if it comes again.
     */
    public static Change<Boolean> release(SubmissionId id, Terms terms, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            AccountState state = before.at(at, terms.keep());
            return state.ledger()
                    .reserved()
                    .find(id.fingerprint())
                    .map(turn -> given(state.with(state.ledger().released(turn.id())), turn, terms))
                    .orElseGet(() -> Changed.to(before, false));
        });
    }

    /**
     * Gives back what {@code id} was charged. Answers whether it was: not if it is older than every window, or one of so
     * many that it was merged with others. The submission is decided anew if it comes again.
     */
    public static Change<Boolean> refund(SubmissionId id, Terms terms, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            AccountState state = before.at(at, terms.keep());
            return state.ledger()
                    .charged()
                    .find(id.fingerprint())
                    .map(charge -> given(state.with(state.ledger().refunded(charge.id())), charge, terms))
                    .orElseGet(() -> Changed.to(before, false));
        });
    }

    /** Gives back what {@code id} took, the turn that is reserved or the charge: see {@link #release}, {@link #refund}. */
    public static Change<Boolean> giveBack(SubmissionId id, Terms terms, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            Changed<Boolean> released = release(id, terms, at).apply(before, caps);
            return released.answer() ? released : refund(id, terms, at).apply(before, caps);
        });
    }

    /** {@code state} without what {@code sent} took of a permit, and what it took of the caps given back. */
    private static Changed<Boolean> given(AccountState state, Sent sent, Terms terms) {
        Aside aside = state.aside();
        Optional<PermitUse> permit = aside.recent().find(sent.id()).flatMap(Decision::permit);
        long external = permit.map(PermitUse::recipients).orElse(sent.charge().external());
        Permits permits = permit.map(use -> aside.permits().using(use.permit(), -use.recipients()))
                .orElse(aside.permits());
        return new Changed<>(
                state.with(aside.withRecent(aside.recent().without(sent.id())).withPermits(permits)),
                terms.caps().stream()
                        .filter(cap -> external > 0)
                        .map(cap -> new CapCharge(cap, sent.at(), -external))
                        .collect(ImmutableList.toImmutableList()),
                true);
    }

    /**
     * Records that {@code request} was refused for {@code reason} before it was accepted, as a review that refuses it
     * does: it is counted apart, and as an attempt. Answers the refusal with what came of it.
     */
    public static Change<Ruling> turnedAway(Request request, Reason reason, Instant now) {
        return Change.at(now, at -> (before, caps) -> Review.refuse(before, caps, request, reason, at));
    }

    /** Suspends external sending by an administrator's word. Answers the suspension that holds from now on. */
    public static Change<Suspension> suspend(Optional<Duration> length, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            Standing standing = before.standing().suspended(length, Cause.ADMINISTRATOR, at);
            return Changed.to(
                    before.with(before.aside().withStanding(standing)),
                    standing.suspension().orElseThrow());
        });
    }

    /** Lifts a suspension; attempts and unknown recipients count anew. Answers the suspension that held, if one did. */
    public static Change<Optional<Suspension>> lift(Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            Aside aside = before.aside()
                    .withStanding(before.standing().lifted())
                    .withAttempts(SendRecord.EMPTY)
                    .withUnknown(SendRecord.EMPTY);
            return Changed.to(before.with(aside), before.standing().suspensionAt(at));
        });
    }

    /**
     * Begins windows, attempts, unknown recipients and campaigns anew, as if nothing had been sent. Turns that are reserved,
     * permits and what was used of them, a suspension and what was charged to caps stay; so do the ids of what was sent, so
     * that no submission is charged twice. Answers whether anything was known of the account.
     */
    public static Change<Boolean> beginAnew(Duration keep, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            AccountState state = before.at(at, keep);
            Aside aside = state.aside();
            Aside anew = aside.withPassed(aside.passed().withoutCharges())
                    .withRefused(aside.refused().withoutCharges())
                    .withAttempts(SendRecord.EMPTY)
                    .withUnknown(SendRecord.EMPTY)
                    .withCampaigns(aside.campaigns().begunAnew());
            return Changed.to(
                    new AccountState(state.charged().withoutCharges(), state.reserved(), anew),
                    before != AccountState.NEW);
        });
    }

    /**
     * Takes in {@code kept}, a copy of the account that was made elsewhere or earlier, joined to what is known: what both know
     * counts once, and of each permit what more was used by. Taking it in twice changes nothing. What was lifted, taken back
     * or forgotten since it was made comes back.
     */
    public static Change<Boolean> restore(AccountState kept, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            if (before == AccountState.NEW) {
                return Changed.to(kept, true);
            }
            // a turn that came is charged in one and may be reserved in the other
            AccountState known = before.with(before.ledger().at(at, Limit.LONGEST));
            AccountState more = kept.with(kept.ledger().at(at, Limit.LONGEST));
            return Changed.to(known.restoredBy(more, at), true);
        });
    }

    /** Grants {@code permit}, in place of one with the same id; what was used of that is used of this. */
    public static Change<Boolean> grant(Permit permit) {
        return (before, caps) -> Changed.to(
                before.with(before.aside().withPermits(before.permits().with(permit))), true);
    }

    /** Takes back the permit {@code id}; what was reserved on it stays reserved. Answers whether it was granted. */
    public static Change<Boolean> revoke(String id) {
        return (before, caps) -> Changed.to(
                before.with(before.aside().withPermits(before.permits().without(id))),
                before.permits().granted().containsKey(id));
    }

    /**
     * Counts recipients of whom the world says that they do not exist, each once, and suspends external sending when
     * they are too many. Answers the suspension if one began.
     *
     * @param recipients keyed hashes
     */
    public static Change<Optional<Suspension>> unknownRecipients(
            ImmutableLongArray recipients, RemoteRefusals rules, Duration keep, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            Duration kept = keep.compareTo(rules.window()) > 0 ? keep : rules.window();
            AccountState state = before.at(at, kept);
            SendRecord unknown = state.aside().unknown();
            for (long recipient : recipients.toArray()) {
                unknown = unknown.knows(recipient) ? unknown : unknown.with(recipient, ONE_RECIPIENT, at, kept);
            }
            long many = unknown.used(Measure.RECIPIENTS, rules.window(), at);
            Standing standing = state.standing();
            Standing next = many < rules.suspendAt()
                    ? standing
                    : standing.suspended(length(many, rules), Cause.UNKNOWN_RECIPIENTS, at);
            return Changed.to(
                    state.with(state.aside().withUnknown(unknown).withStanding(next)),
                    next.suspension().filter(suspension -> next != standing));
        });
    }

    /**
     * Takes down that {@code outsider} wrote to the account: see {@link Correspondents}. Answers whether that was news.
     *
     * @param outsider the keyed hash, as a recipient has it
     * @param message a hash of the message, by which it is known if it comes again
     * @param within how long an answer to it may take
     */
    public static Change<Boolean> heardFrom(long outsider, int message, Duration within, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            Correspondents known = before.correspondents().asOf(at);
            Correspondents next = known.with(outsider, message, within, at);
            return next == known
                    ? Changed.to(before, false)
                    : Changed.to(before.with(before.aside().withCorrespondents(next)), true);
        });
    }

    private static Optional<Duration> length(long many, RemoteRefusals rules) {
        return many >= rules.holdAt() ? Optional.empty() : Optional.of(rules.suspendFor());
    }
}
