/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import javax.mail.MessagingException;

import org.mesura.mailet.Verdict;
import org.mesura.review.Reason;

/**
 * Matches all recipients of a mail that is part of a mass mailing: the same text, or one much like it, from one account to
 * many outsiders.
 *
 * <p><b>Condition</b> (1): from how many distinct external recipients on that the text reached in the policy's window, those
 * of this mail included. Below the policy's {@code advise} no mailing is seen, so a smaller number matches from there; of
 * brief and of forwarded texts from twice as many. A mail that is stopped for another reason, such as a limit, does not
 * match.
 *
 * <p>Under {@code observe} it matches nothing. It stands before {@link NothingToSay}, which lets most mail go.
 *
 * <pre>{@code
 * <mailet match="org.mesura.matcher.BulkCampaign=100" class="AddHeader">
 *     <name>Precedence</name>
 *     <value>bulk</value>
 * </mailet>
 * }</pre>
 */
public final class BulkCampaign extends VerdictMatcher {
    private long recipients;

    @Override
    public void init() throws MessagingException {
        String condition = Condition.of(this);
        recipients = condition.isEmpty() ? 1 : Condition.number(this, condition);
    }

    @Override
    boolean matches(Verdict verdict) {
        return verdict.decision()
                .why()
                .filter(reason ->
                        reason instanceof Reason.Bulk bulk && bulk.evidence().recipients() >= recipients)
                .isPresent();
    }
}
