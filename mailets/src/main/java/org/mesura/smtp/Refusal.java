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
 */
record Refusal(Request request, Reason reason, ReplyCode code) {}
