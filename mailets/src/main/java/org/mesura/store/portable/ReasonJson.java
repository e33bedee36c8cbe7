/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.store.portable;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.mesura.bulk.Evidence;
import org.mesura.policy.Cap;
import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;
import org.mesura.review.Reason.Bulk;
import org.mesura.review.Reason.NeverFits;
import org.mesura.review.Reason.OverCap;
import org.mesura.review.Reason.OverLimit;
import org.mesura.review.Reason.Suspended;
import org.mesura.review.Reason.TooManyRecipients;
import org.mesura.review.Reason.VisibleRecipients;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A {@link Reason}: its {@code id}, and its figures under the names that the record has for them. */
final class ReasonJson {
    private ReasonJson() {}

    static ObjectNode of(Reason reason) {
        ObjectNode node = Nodes.object().put("id", reason.id());
        if (reason instanceof OverLimit over) {
            node.set("limit", limit(over.limit()));
            return node.put("used", over.used())
                    .put("asked", over.asked())
                    .put("freeAt", over.freeAt().toString());
        }
        if (reason instanceof OverCap over) {
            node.set("cap", cap(over.cap()));
            return node.put("used", over.used())
                    .put("asked", over.asked())
                    .put("freeAt", over.freeAt().toString());
        }
        if (reason instanceof Suspended suspended) {
            return node.set("suspension", StandingJson.of(suspended.suspension()));
        }
        return lasting(reason, node);
    }

    /** What waiting would not help against. */
    private static ObjectNode lasting(Reason reason, ObjectNode node) {
        if (reason instanceof NeverFits never) {
            node.set("limit", limit(never.limit()));
            return node.put("asked", never.asked());
        }
        if (reason instanceof TooManyRecipients many) {
            return node.put("maximum", many.maximum()).put("asked", many.asked());
        }
        if (reason instanceof Bulk bulk) {
            return node.put("since", bulk.evidence().since().toString())
                    .put("messages", bulk.evidence().messages())
                    .put("externalRecipients", bulk.evidence().recipients())
                    .put("threshold", bulk.threshold());
        }
        VisibleRecipients visible = (VisibleRecipients) reason;
        return node.put("visible", visible.visible()).put("threshold", visible.threshold());
    }

    static Reason read(Fields in) {
        String id = in.text("id");
        return switch (id) {
            case "over-limit" ->
                new OverLimit(
                        in.object("limit", ReasonJson::limit),
                        in.number("used"),
                        in.number("asked"),
                        in.instant("freeAt"));
            case "over-cap" ->
                new OverCap(
                        in.object("cap", ReasonJson::cap), in.number("used"), in.number("asked"), in.instant("freeAt"));
            case "suspended" -> new Suspended(in.object("suspension", StandingJson::suspension));
            case "never-fits" -> new NeverFits(in.object("limit", ReasonJson::limit), in.number("asked"));
            case "too-many-recipients" -> new TooManyRecipients(in.whole("maximum"), in.whole("asked"));
            case "bulk" ->
                new Bulk(
                        new Evidence(in.instant("since"), in.number("messages"), in.number("externalRecipients")),
                        in.number("threshold"));
            case "visible-recipients" -> new VisibleRecipients(in.whole("visible"), in.whole("threshold"));
            default -> throw new IllegalArgumentException("a reason 'id' is unknown: '" + id + "'");
        };
    }

    private static ObjectNode limit(Limit limit) {
        return Nodes.object()
                .put("measure", limit.measure().id())
                .put("quantity", limit.quantity())
                .put("windowMillis", limit.window().toMillis());
    }

    private static Limit limit(Fields in) {
        String id = in.text("measure");
        Measure measure = Stream.of(Measure.values())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a 'measure' is unknown: '" + id + "'"));
        return new Limit(measure, in.quantity("quantity"), Duration.ofMillis(in.quantity("windowMillis")));
    }

    static ObjectNode cap(Cap cap) {
        ObjectNode node = Nodes.object();
        cap.domain().ifPresent(domain -> node.put("domain", domain));
        return node.put("quantity", cap.limit().quantity())
                .put("windowMillis", cap.limit().window().toMillis());
    }

    static Cap cap(Fields in) {
        Optional<String> domain = in.has("domain") ? Optional.of(in.text("domain")) : Optional.empty();
        return new Cap(
                domain,
                new Limit(
                        Measure.EXTERNAL_RECIPIENTS,
                        in.quantity("quantity"),
                        Duration.ofMillis(in.quantity("windowMillis"))));
    }
}
