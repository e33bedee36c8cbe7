/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.format;

import java.util.Optional;

import org.mesura.review.Decision;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Advise;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Hold;
import org.mesura.review.Decision.Refuse;
import org.mesura.review.PermitUse;
import org.mesura.review.Reason;
import org.mesura.review.RecentDecisions;
import org.mesura.review.RecentDecisions.Recorded;

import com.google.common.collect.ImmutableList;

/**
 * The stored form of {@link RecentDecisions}: how many; of each the hash of the submission, the instant, an octet for the
 * verdict (0 accept, 1 advise, 2 defer, 3 refuse, from version 3 on 4 hold), the instant of a turn or to which it is held, the reason, and the permit if there may be one.
 */
final class DecisionForm {
    private static final int SHORTEST = Long.BYTES + 4;

    private DecisionForm() {}

    static void write(OctetWriter out, RecentDecisions recent) {
        out.number(recent.decisions().size());
        for (Recorded recorded : recent.decisions()) {
            out.hash(recorded.id());
            out.instant(recorded.at());
            write(out, recorded.decision());
        }
    }

    static RecentDecisions read(OctetReader in) {
        return new RecentDecisions(in.list(SHORTEST, one -> new Recorded(one.hash(), one.instant(), decision(one))));
    }

    private static void write(OctetWriter out, Decision decision) {
        out.octet(verdict(decision));
        if (decision instanceof Defer defer) {
            out.instant(defer.at());
        }
        if (decision instanceof Hold hold) {
            out.instant(hold.until());
        }
        decision.why().ifPresent(reason -> ReasonForm.write(out, reason));
        if (mayGoOnPermit(decision)) {
            out.optional(decision.permit(), DecisionForm::write);
        }
    }

    private static boolean mayGoOnPermit(Decision decision) {
        return !(decision instanceof Refuse || decision instanceof Hold);
    }

    private static int verdict(Decision decision) {
        if (decision instanceof Accept) {
            return 0;
        }
        if (decision instanceof Advise) {
            return 1;
        }
        if (decision instanceof Defer) {
            return 2;
        }
        return decision instanceof Refuse ? 3 : 4;
    }

    private static Decision decision(OctetReader in) {
        return switch (in.octet()) {
            case 0 -> new Accept(ImmutableList.of(), permit(in));
            case 1 -> new Advise(reason(in), ImmutableList.of(), permit(in));
            case 2 -> new Defer(in.instant(), reason(in), ImmutableList.of(), permit(in));
            case 3 -> new Refuse(reason(in), ImmutableList.of());
            case 4 -> new Hold(in.instant(), reason(in), ImmutableList.of());
            default -> throw new IllegalArgumentException("an unknown verdict");
        };
    }

    private static Reason reason(OctetReader in) {
        return ReasonForm.read(in);
    }

    private static void write(OctetWriter out, PermitUse use) {
        out.text(use.permit());
        out.number(use.recipients());
        out.number(use.used());
        out.number(use.quantity());
    }

    private static Optional<PermitUse> permit(OctetReader in) {
        return in.optional(use -> new PermitUse(use.text(), use.number(), use.number(), use.number()));
    }
}
