/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import java.util.Collection;
import java.util.Optional;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.mesura.mailet.Verdict;

import com.google.common.collect.ImmutableList;

/** A matcher that asks about the verdict on a mail. Mail without one, and mail only observed, never matches. */
abstract class VerdictMatcher extends GenericMatcher {
    @Override
    public final Collection<MailAddress> match(Mail mail) {
        boolean matches =
                mayMatch(mail) && verdictOf(mail).filter(this::matches).isPresent();
        return matches ? mail.getRecipients() : ImmutableList.of();
    }

    /** Whether the verdict is worth reading: most mail matches nothing, and a whole verdict takes ten times as long. */
    boolean mayMatch(Mail mail) {
        return true;
    }

    abstract boolean matches(Verdict verdict);

    private static Optional<Verdict> verdictOf(Mail mail) {
        return Verdict.of(mail).filter(verdict -> !verdict.observed());
    }
}
