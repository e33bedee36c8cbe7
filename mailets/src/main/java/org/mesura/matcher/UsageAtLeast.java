/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.mesura.mailet.Verdict;

/**
 * Matches all recipients of a mail after which at least one limit of its account is as full as said.
 *
 * <p><b>Condition</b> (required): whole percent, {@code 80%}; the sign may be left out.
 *
 * <p>Under {@code observe} it matches nothing, nor behind a {@link NothingToSay} of more percent.
 *
 * <pre>{@code
 * <mailet match="org.mesura.matcher.UsageAtLeast=80%" class="org.mesura.mailet.SendGuidance"/>
 * }</pre>
 */
public final class UsageAtLeast extends VerdictMatcher {
    private long percent;

    @Override
    public void init() throws MessagingException {
        percent = Condition.percent(this);
    }

    @Override
    boolean mayMatch(Mail mail) {
        return Verdict.fullestPercentOn(mail).orElse(0) >= percent;
    }

    @Override
    boolean matches(Verdict verdict) {
        return verdict.fullestPercent() >= percent;
    }
}
