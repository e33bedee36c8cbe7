/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.util.Optional;

import org.mesura.review.Decision;
import org.mesura.review.Decision.Accept;
import org.mesura.review.Decision.Advise;
import org.mesura.review.Decision.Defer;
import org.mesura.review.Decision.Hold;
import org.mesura.review.Decision.Refuse;
import org.mesura.review.PermitUse;
import org.mesura.review.Reason;
import org.mesura.review.RecentDecisions.Recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;

/**
 * A decision that is remembered: the {@code submission}'s fingerprint, {@code at} when it was made, the {@code verdict}, the
 * instant {@code until} which it waits if it does, the {@code reason} and the {@code permit} it goes on.
 */
final class DecisionJson {
    private DecisionJson() {}

    static JsonNode of(Recorded recorded) {
        Decision decision = recorded.decision();
        ObjectNode node = Nodes.object()
                .put("submission", Nodes.hash(recorded.id()))
                .put("at", recorded.at().toString())
                .put("verdict", decision.verdict());
        if (decision instanceof Defer defer) {
            node.put("until", defer.at().toString());
        }
        if (decision instanceof Hold hold) {
            node.put("until", hold.until().toString());
        }
        decision.why().ifPresent(reason -> node.set("reason", ReasonJson.of(reason)));
        decision.permit().ifPresent(use -> node.set("permit", of(use)));
        return node;
    }

    static Recorded read(Fields in) {
        return new Recorded(in.hash("submission"), in.instant("at"), decision(in));
    }

    private static Decision decision(Fields in) {
        String verdict = in.text("verdict");
        return switch (verdict) {
            case "accept" -> new Accept(ImmutableList.of(), permit(in));
            case "advise" -> new Advise(reason(in), ImmutableList.of(), permit(in));
            case "defer" -> new Defer(in.instant("until"), reason(in), ImmutableList.of(), permit(in));
            case "refuse" -> new Refuse(reason(in), ImmutableList.of());
            case "hold" -> new Hold(in.instant("until"), reason(in), ImmutableList.of());
            default -> throw new IllegalArgumentException("a 'verdict' is unknown: '" + verdict + "'");
        };
    }

    private static Reason reason(Fields in) {
        return in.object("reason", ReasonJson::read);
    }

    private static JsonNode of(PermitUse use) {
        return Nodes.object()
                .put("id", use.permit())
                .put("externalRecipients", use.recipients())
                .put("used", use.used())
                .put("quantity", use.quantity());
    }

    private static Optional<PermitUse> permit(Fields in) {
        return in.maybe(
                "permit",
                use -> new PermitUse(
                        use.text("id"), use.number("externalRecipients"), use.number("used"), use.number("quantity")));
    }
}
