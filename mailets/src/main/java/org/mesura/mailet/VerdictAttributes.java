/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.mesura.policy.Limit;
import org.mesura.review.Decision;
import org.mesura.review.PermitUse;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;
import org.mesura.usage.LimitUsage;

import com.google.common.collect.ImmutableList;

/** The form of a {@link Verdict} on a mail: strings and numbers only, so that every queue of James carries them. */
final class VerdictAttributes {
    static final String PREFIX = "mesura.";

    private final Mail mail;

    VerdictAttributes(Mail mail) {
        this.mail = mail;
    }

    boolean isReported() {
        return mail.getAttribute(AttributeName.of(PREFIX + "reported")).isPresent();
    }

    void markReported() {
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + "reported"), AttributeValue.of(true)));
    }

    boolean isReleased() {
        return mail.getAttribute(AttributeName.of(PREFIX + "releasedAt")).isPresent();
    }

    void markReleased(Instant now) {
        put("releasedAt", now.toString());
    }

    void clear() {
        List<AttributeName> ours = mail.attributeNames()
                .filter(name -> name.asString().startsWith(PREFIX))
                .toList();
        ours.forEach(mail::removeAttribute);
    }

    void write(Verdict verdict) {
        clear();
        put("submission", verdict.id().value());
        put("account", verdict.sender().account());
        put("policy", verdict.policy());
        put("reviewedAt", verdict.at().toString());
        put("verdict", verdict.observed() ? "accept" : verdict.decision().verdict());
        if (verdict.observed()) {
            put("observed", verdict.decision().verdict());
        }
        put("recipients", verdict.recipients());
        put("external", verdict.external());
        put("visible", verdict.visible());
        if (verdict.reduced()) {
            mail.setAttribute(new Attribute(AttributeName.of(PREFIX + "reduced"), AttributeValue.of(true)));
        }
        put("usage", verdict.fullestPercent());
        putUsages(verdict.usage());
        verdict.decision().why().ifPresent(this::putReason);
        verdict.decision().permit().ifPresent(this::putPermit);
        if (verdict.decision() instanceof Decision.Defer turn) {
            put("deferredTo", turn.at().toString());
        }
        if (verdict.decision() instanceof Decision.Hold hold) {
            put("heldUntil", hold.until().toString());
        }
    }

    private void putPermit(PermitUse use) {
        put("permit", use.permit());
        put("permit.recipients", use.recipients());
        put("permit.used", use.used());
        put("permit.quantity", use.quantity());
    }

    private void putUsages(ImmutableList<LimitUsage> usages) {
        Collection<AttributeValue<?>> lines = usages.stream()
                .map(VerdictAttributes::line)
                .<AttributeValue<?>>map(AttributeValue::of)
                .toList();
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + "usages"), AttributeValue.of(lines)));
    }

    private void putReason(Reason reason) {
        put("reason", reason.id());
        if (reason instanceof Reason.OverLimit over) {
            putLimit(over.limit(), over.asked());
            put("used", over.used());
            put("remaining", over.remaining());
            put("freeAt", over.freeAt().toString());
        } else if (reason instanceof Reason.OverCap over) {
            over.cap().domain().ifPresent(domain -> put("cap.domain", domain));
            putLimit(over.cap().limit(), over.asked());
            put("used", over.used());
            put("freeAt", over.freeAt().toString());
        } else if (reason instanceof Reason.Suspended suspended) {
            Suspension suspension = suspended.suspension();
            put("suspended.since", suspension.since().toString());
            suspension.until().ifPresent(until -> put("suspended.until", until.toString()));
            put("suspended.cause", suspension.cause().id());
        } else if (reason instanceof Reason.NeverFits never) {
            putLimit(never.limit(), never.asked());
        } else if (reason instanceof Reason.TooManyRecipients many) {
            put("threshold", many.maximum());
            put("asked", many.asked());
        } else if (reason instanceof Reason.Bulk bulk) {
            put("threshold", bulk.threshold());
            put("campaign.since", bulk.evidence().since().toString());
            put("campaign.messages", bulk.evidence().messages());
            put("campaign.recipients", bulk.evidence().recipients());
        } else if (reason instanceof Reason.VisibleRecipients visible) {
            put("threshold", visible.threshold());
            put("asked", visible.visible());
        }
    }

    private void putLimit(Limit limit, long asked) {
        put("limit", limit.name());
        put("measure", limit.measure().id());
        put("quantity", limit.quantity());
        put("window", limit.window().toString());
        put("asked", asked);
    }

    private static String line(LimitUsage usage) {
        Limit limit = usage.limit();
        return limit.measure().id() + "|" + limit.quantity() + "|" + limit.window() + "|" + usage.used();
    }

    private void put(String name, String value) {
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + name), AttributeValue.of(value)));
    }

    private void put(String name, long value) {
        mail.setAttribute(new Attribute(AttributeName.of(PREFIX + name), AttributeValue.of(value)));
    }
}
