/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.review;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.mesura.policy.Terms;
import org.mesura.submission.SubmissionId;
import org.mesura.usage.Charge;
import org.mesura.usage.Ledger;
import org.mesura.usage.Sent;
import org.mesura.usage.Usage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;

/**
 * New turns for all mails of an account that wait for one: after a downtime, when the policy changed, a permit came, a
 * suspension ended, a clock went back, or a person let a mail go.
 *
 * <p>First all of them give back what they took, turns to come and charges at turns that passed without them. Then each is
 * asked in the order of the ledger, in which turns that are not asked for have their places too. It stays if it would go
 * outside and the account is suspended. It leaves if it fits now, or if a permit that holds now has room for it. Else it
 * takes the next turn of the ledger, behind those before it; nothing overtakes what waits here, nothing is refused and no
 * delay is too long. A turn to come that was promised is never made later, whatever the policy says by now, unless mails
 * before it are late themselves and the limits have not room for all: then it moves behind them. What leaves is charged at
 * the instant at which it does.
 *
 * <p>Of mails that the ledger does not know, those of the second that a crash lost come last. One that was held for a
 * person's decision and is let go leaves at once if that makes nobody wait longer, else comes last too.
 *
 * <p>What was promised to a mail that is larger than its policy ever lets pass by now is kept: it leaves at its turn, or
 * now. Where nothing is limited, or decisions are not carried out, all leave at once and are recorded. For one planning
 * only; not thread-safe.
 */
final class Plan {
    private final Withdrawn withdrawn;
    private final CapTally caps;
    private final Terms terms;
    private final Instant now;
    private final ImmutableMap<Long, Decision> recorded;
    private final Map<Long, Decision> decisions = new HashMap<>();
    private final Map<SubmissionId, Departure> departures = new HashMap<>();
    private Ledger ledger;
    private Aside aside;
    // whether a mail that came before waits, and whether one that the ledger did not know does
    private boolean waits;
    private boolean unknownWaits;
    private boolean late;

    Plan(Withdrawn withdrawn, Terms terms, Instant now) {
        this.withdrawn = withdrawn;
        this.caps = withdrawn.caps();
        this.terms = terms;
        this.now = now;
        this.ledger = withdrawn.state().ledger();
        this.aside = withdrawn.state().aside();
        this.recorded = aside.recent().byId();
    }

    Changed<ImmutableMap<SubmissionId, Departure>> of(ImmutableList<Waiting> waiting) {
        PeekingIterator<Sent> others =
                Iterators.peekingIterator(withdrawn.others().iterator());
        for (Waiting mail : withdrawn.inOrder(waiting)) {
            while (others.hasNext() && withdrawn.isBefore(others.peek(), mail)) {
                keep(others.next());
            }
            plan(mail);
        }
        others.forEachRemaining(this::keep);
        waits |= !withdrawn.others().isEmpty();
        waiting.stream().filter(mail -> turnOf(mail).isEmpty()).forEach(this::plan);
        return new Changed<>(
                new AccountState(ledger, aside.withRecent(aside.recent().replaced(decisions))),
                caps.charges(),
                ImmutableMap.copyOf(departures));
    }

    private void plan(Waiting mail) {
        Optional<PermitUse> permit = withdrawn.permitOf(mail);
        if (Departures.isFree(terms)) {
            leave(mail, permit);
            return;
        }
        Optional<Suspension> suspension = mail.charge().external() == 0
                ? Optional.empty()
                : aside.standing().suspensionAt(now);
        if (suspension.isPresent()) {
            stay(mail, permit, suspension.get());
            return;
        }
        late |= turnOf(mail).filter(turn -> !turn.isAfter(now)).isPresent();
        if (isNext(mail) && next(mail, permit).isNow()) {
            leave(mail, permit);
            return;
        }
        Optional<PermitUse> other = isNext(mail) && permit.isEmpty() ? permitFor(mail) : Optional.empty();
        if (other.isPresent()) {
            aside = aside.withPermits(
                    aside.permits().using(other.get().permit(), other.get().recipients()));
            leave(mail, other);
            return;
        }
        wait(mail, permit);
    }

    /** Whether it would overtake nobody by leaving now; a mail that a person let go may, if it fits beside the others. */
    private boolean isNext(Waiting mail) {
        if (turnOf(mail).isPresent()) {
            return !waits;
        }
        return !unknownWaits && (!waits || recorded.get(mail.fingerprint()) instanceof Decision.Hold);
    }

    private Optional<PermitUse> permitFor(Waiting mail) {
        long outside = mail.charge().external();
        if (outside == 0 || check(mail.charge()).over().isPresent()) {
            return Optional.empty();
        }
        return aside.permits().holdingAt(now, terms.permits()).stream()
                .filter(use -> use.remaining() >= outside)
                .filter(use -> mail.charge().recipients()
                        <= Math.max(
                                terms.policy().recipientsPerMessage(),
                                use.permit().recipientsPerMessage()))
                .findFirst()
                .map(use -> use.with(outside));
    }

    private void leave(Waiting mail, Optional<PermitUse> permit) {
        Charge charge = permit.isPresent() ? Charge.NOTHING : mail.charge();
        ledger = ledger.with(mail.fingerprint(), charge, now, terms.keep());
        caps.charge(now, mail.charge().external());
        departures.put(mail.id(), new Departure.Leave());
        remember(mail, now, permit);
    }

    private void wait(Waiting mail, Optional<PermitUse> permit) {
        NextTurn next = next(mail, permit);
        Optional<Instant> promised = turnOf(mail).filter(turn -> turn.isAfter(now));
        Instant at = late ? next.behindLate(promised) : next.honouring(promised);
        if (!at.isAfter(now)) {
            leave(mail, permit);
            return;
        }
        ledger = ledger.withReserved(mail.fingerprint(), permit.isPresent() ? Charge.NOTHING : mail.charge(), at);
        caps.charge(at, mail.charge().external());
        waits = true;
        unknownWaits |= turnOf(mail).isEmpty();
        departures.put(mail.id(), new Departure.Wait(at));
        remember(mail, at, permit);
    }

    /**
     * The turn of a mail that is not asked for: it has just been reviewed, or could not be kept and went on. It keeps its
     * place among the others, and nothing waits for it that fits beside it.
     */
    private void keep(Sent turn) {
        NextTurn next = new NextTurn(ledger, terms.policy(), turn.charge(), check(Charge.NOTHING), now);
        Optional<Instant> promised = Optional.of(turn.at());
        Instant at = late ? next.behindLate(promised) : next.honouring(promised);
        Instant kept = at.isBefore(turn.at()) ? turn.at() : at;
        ledger = ledger.withReserved(turn.id(), turn.charge(), kept);
    }

    private void stay(Waiting mail, Optional<PermitUse> permit, Suspension suspension) {
        permit.ifPresent(use -> aside = aside.withPermits(aside.permits().using(use.permit(), -use.recipients())));
        aside = aside.knowing(mail.fingerprint(), now, terms.keep());
        departures.put(mail.id(), new Departure.Stay(suspension));
        decisions.put(
                mail.fingerprint(),
                new Decision.Hold(now.plus(terms.policy().holdFor()), new Reason.Suspended(suspension), Usage.NONE));
    }

    private void remember(Waiting mail, Instant at, Optional<PermitUse> permit) {
        Optional.ofNullable(recorded.get(mail.fingerprint()))
                .flatMap(Decision::why)
                .ifPresent(reason ->
                        decisions.put(mail.fingerprint(), new Decision.Defer(at, reason, Usage.NONE, permit)));
    }

    private NextTurn next(Waiting mail, Optional<PermitUse> permit) {
        Charge own = permit.isPresent() ? Charge.NOTHING : mail.charge();
        return new NextTurn(ledger, terms.policy(), own, check(mail.charge()), now);
    }

    private CapCheck check(Charge charge) {
        return CapCheck.of(terms.caps(), Math.toIntExact(charge.external()), caps, now);
    }

    private Optional<Instant> turnOf(Waiting mail) {
        return withdrawn.turnOf(mail);
    }
}
