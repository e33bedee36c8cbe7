/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.matcher;

import java.util.Set;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.mesura.mailet.Verdict;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;

/**
 * Matches all recipients of a mail whose verdict is one of those named.
 *
 * <p><b>Condition</b> (required): {@code accept}, {@code advise}, {@code defer}, {@code hold} or {@code refuse}, or several
 * with commas between.
 *
 * <p>Under {@code observe} it matches nothing.
 *
 * <pre>{@code
 * <mailet match="org.mesura.matcher.VerdictIs=refuse" class="ToProcessor">
 *     <processor>mesura-refused</processor>
 * </mailet>
 * }</pre>
 */
public final class VerdictIs extends VerdictMatcher {
    private static final ImmutableSet<String> KNOWN = ImmutableSet.of("accept", "advise", "defer", "hold", "refuse");
    private Set<String> wanted = Set.of();

    @Override
    public void init() throws MessagingException {
        wanted = ImmutableSet.copyOf(
                Splitter.on(',').trimResults().omitEmptyStrings().split(Condition.of(this)));
        if (wanted.isEmpty() || !KNOWN.containsAll(wanted)) {
            throw Condition.mistake(
                    this, "must be 'accept', 'advise', 'defer', 'hold' or 'refuse', or several with commas between");
        }
    }

    @Override
    boolean mayMatch(Mail mail) {
        return Verdict.wordOn(mail).filter(wanted::contains).isPresent();
    }

    @Override
    boolean matches(Verdict verdict) {
        return wanted.contains(verdict.decision().verdict());
    }
}
