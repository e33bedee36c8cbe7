/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import java.util.Collection;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.mesura.mailet.Verdict;

import com.google.common.collect.ImmutableList;

/**
 * Matches all recipients of a mail of which nothing more is to be said: it was accepted, and no limit of its account is as
 * full as said; or it has no verdict, as mail from outside; or it is only observed.
 *
 * <p>That is most mail. Let go before {@link VerdictIs} and {@link UsageAtLeast}, it is spared them: they would all say no.
 * Without this matcher all works the same. What {@link BulkCampaign} and {@link ManyRecipients} ask has nothing to do with
 * it: whoever uses them puts them before it.
 *
 * <p><b>Condition</b> (required): whole percent, {@code 80%}; the sign may be left out. No more than that of {@link
 * UsageAtLeast}, or there are no warnings.
 *
 * <pre>{@code
 * <mailet match="org.mesura.matcher.NothingToSay=80%" class="ToProcessor">
 *     <processor>transport</processor>
 * </mailet>
 * }</pre>
 */
public final class NothingToSay extends GenericMatcher {
    private static final String ACCEPT = "accept";

    private long percent;

    @Override
    public void init() throws MessagingException {
        percent = Condition.percent(this);
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return isPlain(mail) || isObserved(mail) ? mail.getRecipients() : ImmutableList.of();
    }

    private boolean isPlain(Mail mail) {
        return Verdict.wordOn(mail).map(ACCEPT::equals).orElse(true)
                && Verdict.fullestPercentOn(mail).orElse(0) < percent;
    }

    private static boolean isObserved(Mail mail) {
        return Verdict.of(mail).filter(Verdict::observed).isPresent();
    }
}
