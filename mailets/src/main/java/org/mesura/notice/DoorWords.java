/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.notice;

import java.time.Instant;
import java.util.Optional;

import org.mesura.policy.Limit;
import org.mesura.policy.Measure;
import org.mesura.review.Reason;
import org.mesura.review.Suspension;

/**
 * Says a refusal in a sentence, as it stands in an SMTP reply: {@code Límite de 30 mensajes por minuto alcanzado; libre a
 * las 10:35 (hora de Colombia).}
 *
 * @param wording how it is said
 * @param now when
 */
record DoorWords(Wording wording, Instant now) {
    /** @param reduced whether only a part of each limit and cap holds, because the store is away */
    String of(Reason reason, boolean reduced) {
        return reduced && reason.endsByItself() ? of(reason) + " " + say("reduced") : of(reason);
    }

    private String of(Reason reason) {
        if (reason instanceof Reason.OverLimit over) {
            return say("overLimit", wording.limit(over.limit()), from(over.freeAt()), wording.zoneName());
        }
        if (reason instanceof Reason.OverCap over) {
            String limit = wording.limit(over.cap().limit());
            return say("overCap", limit, from(over.freeAt()), wording.zoneName(), wording.shared(over.cap()));
        }
        if (reason instanceof Reason.Suspended suspended) {
            return suspended(suspended.suspension());
        }
        if (reason instanceof Reason.NeverFits never) {
            Limit limit = never.limit();
            return say("neverFits", wording.amount(limit.measure(), never.asked()), wording.limit(limit));
        }
        if (reason instanceof Reason.TooManyRecipients tooMany) {
            return say("tooMany", phrase("limit.message", Measure.RECIPIENTS, tooMany.maximum()));
        }
        if (reason instanceof Reason.Bulk bulk) {
            return say("bulk", phrase("limit.campaign", Measure.EXTERNAL_RECIPIENTS, bulk.threshold()));
        }
        throw new IllegalArgumentException("no message is refused for '" + reason.id() + "'");
    }

    private String suspended(Suspension suspension) {
        Optional<Instant> until = suspension.until();
        return until.isPresent() ? say("suspendedUntil", from(until.get()), wording.zoneName()) : say("suspended");
    }

    private String from(Instant instant) {
        return wording.from(Wording.minute(instant), now);
    }

    private String phrase(String key, Measure measure, long quantity) {
        return wording.words().say(key, wording.amount(measure, quantity));
    }

    private String say(String key, String... values) {
        return wording.words().say("door." + key, values);
    }
}
