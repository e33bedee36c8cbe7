/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.smtp;

import org.mesura.review.Reason;
import org.mesura.review.Request;

/**
 * That the review would refuse something for sure.
 *
 * @param request what was asked
 * @param reason why
 * @param code how the reply says it
 * @param reduced whether limits and caps were a part of themselves, because the store is away
 */
record Refusal(Request request, Reason reason, ReplyCode code, boolean reduced) {
    /** The same, said in another way. */
    Refusal with(ReplyCode other) {
        return new Refusal(request, reason, other, reduced);
    }
}
