/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.policy.Terms;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.usage.SendRecord;
import org.mesura.usage.Sent;
import org.mesura.usage.Usage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** The changes of an account whose mail waits, for {@link AccountBook#change}; each is pure. */
public final class Departures {
    /** So late a mail still leaves at its turn: nothing sent meanwhile counted on more. */
    private static final Duration ON_TIME = SendRecord.SKEW;

    private Departures() {}

    /**
     * What becomes of {@code waiting}, whose turn has come. It leaves when the ledger knows its turn and that came no
     * longer than 2 s ago; it is charged at its turn then. One that a clock gone back has moved waits on. One that is
     * later, or of which the ledger knows nothing, is to be planned anew with the others, and nothing changes. It
     * stays, and gives back what it took, if it would go outside and the account is suspended. Where nothing is limited, or
     * decisions are not carried out, it leaves.
     */
    public static Change<Departure> depart(Waiting waiting, Terms terms, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            AccountState state = before.at(at, terms.keep());
            Optional<Sent> turn = state.ledger().find(waiting.fingerprint());
            boolean stays = waiting.charge().external() > 0
                    && state.standing().suspensionAt(at).isPresent();
            if (stays || isFree(terms)) {
                return planned(waiting, terms, at).apply(before, caps);
            }
            if (turn.filter(known -> known.at().isAfter(at)).isPresent()) {
                return Changed.to(state, new Departure.Wait(turn.get().at()));
            }
            return isOnTime(waiting, turn, state, at)
                    ? Changed.to(state, new Departure.Leave())
                    : Changed.to(before, new Departure.Replan());
        });
    }

    private static boolean isOnTime(Waiting waiting, Optional<Sent> turn, AccountState state, Instant now) {
        // merged with others its id is known and its instant is not
        Instant came = turn.map(Sent::at).orElse(waiting.turn());
        return state.ledger().knows(waiting.fingerprint())
                && !came.plus(ON_TIME).isBefore(now);
    }

    private static Change<Departure> planned(Waiting waiting, Terms terms, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            Changed<ImmutableMap<SubmissionId, Departure>> planned =
                    plan(ImmutableList.of(waiting), terms, at).apply(before, caps);
            return new Changed<>(
                    planned.state(), planned.capCharges(), planned.answer().get(waiting.id()));
        });
    }

    /**
     * Plans all mails of the account that wait for a turn anew: see {@link Plan}.
     *
     * @param waiting all of them, in the order in which they are to leave
     */
    public static Change<ImmutableMap<SubmissionId, Departure>> plan(
            ImmutableList<Waiting> waiting, Terms terms, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            AccountState state = before.at(at, terms.keep());
            Plan plan = new Plan(Withdrawn.of(waiting, state, caps, terms, at), terms, at);
            return plan.of(waiting);
        });
    }

    /**
     * Gives back the turn of a mail that cannot be kept, and records its refusal in place of its deferral: what it was
     * deferred for, or held, is the reason. That its text entered a campaign stays.
     *
     * @throws IllegalStateException if nothing of a deferral is known
     */
    public static Change<Decision> refuse(SubmissionId id, Terms terms, Instant now) {
        return Change.at(now, at -> (before, caps) -> {
            AccountState state = before.at(at, terms.keep());
            Reason reason = state.aside()
                    .recent()
                    .find(id.fingerprint())
                    .flatMap(Decision::why)
                    .orElseThrow(() -> new IllegalStateException("nothing is known of a deferral of " + id.value()));
            Charge asked =
                    state.ledger().find(id.fingerprint()).map(Sent::charge).orElse(Charge.NOTHING);
            Changed<Boolean> given = Accounts.giveBack(id, terms, at).apply(state, caps);
            Decision refusal = new Decision.Refuse(reason, usage(given.state(), terms, at));
            return new Changed<>(
                    refused(given.state(), id.fingerprint(), asked, refusal, terms, at), given.capCharges(), refusal);
        });
    }

    private static AccountState refused(
            AccountState state, long id, Charge asked, Decision refusal, Terms terms, Instant now) {
        RecentDecisions recent = state.aside().recent().without(id).with(id, refusal, now);
        return state.with(
                state.aside().withRecent(recent).withRefused(state.refused().with(id, asked, now, terms.keep())));
    }

    private static Usage usage(AccountState state, Terms terms, Instant now) {
        ImmutableList<Limit> limits = terms.policy().limits();
        return Usage.of(limits, state.ledger().used(limits, now), Charge.NOTHING);
    }

    static boolean isFree(Terms terms) {
        return terms.exempt() || terms.isObserved();
    }
}
