/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.mesura.config.Settings;
import org.mesura.notice.Kind;
import org.mesura.notice.NearLimits;
import org.mesura.notice.Occasion;
import org.mesura.notice.Turn;
import org.mesura.policy.OverLimit;
import org.mesura.review.AccountBook;
import org.mesura.review.AccountState;
import org.mesura.review.Decision;
import org.mesura.usage.LimitUsage;

/**
 * Writes guidance on proper use to the account that sent the mail: what happened, which limit, when sending is free again
 * and what to use instead. The mail itself goes on untouched.
 *
 * <p>What it says follows from the verdict on the mail: a refusal, a refused mass mailing, advice, or, for a mail that
 * was simply accepted, the warning that a limit is close, with the time at which it will be full at the present pace, if it
 * will; so match the latter with {@code UsageAtLeast}. Each limit is warned of once for its window, and no sooner than the
 * quiet period allows; those that are close at the same time in one warning; none over less than an hour where the policy
 * defers.
 *
 * <p>It is written at most once per reason and quiet period, three times a day per account and a hundred times an hour in
 * all ({@code notices} in {@code conf/mesura.xml}; what is beyond is in the administrator's digest), in the account's language, from the templates in {@code
 * conf/notices/}; from {@code <>}, with {@code Auto-Submitted} (RFC 3834) and threaded to the message. That the account is
 * suspended is outside the three a day, and not said again if {@link ReviewSubmission} announced it. It never answers the
 * server's own mail, mail from outside, mail that an automaton sent, nor under {@code observe}; it warns nobody whom no
 * limit holds, nor of a mail that went on a permit, and says nothing of a mail that waits.
 *
 * <p><b>Parameters.</b> None.
 *
 * <pre>{@code
 * <mailet match="org.mesura.matcher.UsageAtLeast=80%" class="org.mesura.mailet.SendGuidance"/>
 * }</pre>
 */
public final class SendGuidance extends GenericMailet {
    private final Guidance guidance;
    private final AccountBook book;
    private final Provider<Settings> settings;
    private final InstantSource clock;
    private final Alarm alarm;

    @Inject
    SendGuidance(Guidance guidance, AccountBook book, Provider<Settings> settings, InstantSource clock, Alarm alarm) {
        this.guidance = guidance;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
        this.alarm = alarm;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of());
    }

    @Override
    public void service(Mail mail) {
        Instant now = clock.instant();
        try {
            Optional<Verdict> verdict = Verdict.of(mail).filter(reviewed -> !reviewed.observed());
            if (verdict.isPresent()) {
                guide(mail, verdict.get(), now);
            }
        } catch (Exception | LinkageError | StackOverflowError fault) {
            alarm.raise("could not write guidance for submission " + mail.getName(), fault, now);
        }
    }

    private void guide(Mail mail, Verdict verdict, Instant now) throws MessagingException {
        Optional<Kind> due = kindOf(verdict);
        if (due.isPresent() && due.get() == Kind.WARNING) {
            warn(mail, verdict, now);
        } else if (due.isPresent()) {
            guidance.write(Occasions.of(due.get(), mail, verdict, now), mail, verdict.id(), getMailetContext());
        }
    }

    /** Of the limits that are close, the first that was not warned of yet; a full hour has no room for another either. */
    private void warn(Mail mail, Verdict verdict, Instant now) throws MessagingException {
        Occasion warning = Occasions.of(Kind.WARNING, mail, verdict, now);
        // at most a second old: a notice does not wait for a store
        Optional<AccountState> account = book.glance(verdict.sender());
        OverLimit overLimit =
                settings.get().policies().termsOf(verdict.sender()).policy().overLimit();
        for (LimitUsage close : NearLimits.of(verdict.usage(), overLimit)) {
            Occasion of = warning.about(close);
            Occasion foretold =
                    account.map(known -> of.foretoldBy(known.charged())).orElse(of);
            if (guidance.write(foretold, mail, verdict.id(), getMailetContext()) != Turn.SAID) {
                return;
            }
        }
    }

    /** Nothing for a mail that waits for its turn: one notice speaks of all that do, see {@link RunNotices}. */
    private static Optional<Kind> kindOf(Verdict verdict) {
        Decision decision = verdict.decision();
        if (decision instanceof Decision.Refuse refused) {
            return Optional.of(Kind.ofRefusal(refused.reason()));
        }
        if (decision instanceof Decision.Advise) {
            return Optional.of(Kind.ADVICE);
        }
        if (decision instanceof Decision.Hold) {
            return Optional.of(Kind.HELD);
        }
        // what goes on a permit takes nothing of the limits
        boolean warned = decision instanceof Decision.Accept
                && decision.permit().isEmpty()
                && !verdict.usage().isEmpty();
        return warned ? Optional.of(Kind.WARNING) : Optional.empty();
    }
}
