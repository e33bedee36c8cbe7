/* Licensed under the Apache License, Version 2.0; see LICENSE. */
package org.mesura.mailet;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;

import org.apache.mailet.MailetContext;
import org.mesura.config.Settings;
import org.mesura.notice.Alert;
import org.mesura.policy.RemoteRefusals;
import org.mesura.policy.Terms;
import org.mesura.remote.PolicyRefusals;
import org.mesura.remote.RemoteRefusal;
import org.mesura.remote.TellingRule;
import org.mesura.review.AccountBook;
import org.mesura.review.Accounts;
import org.mesura.review.Event;
import org.mesura.review.Suspension;
import org.mesura.submission.Sender;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;

/**
 * What follows from what other servers refuse: too many unknown recipients suspend an account, and the administrator is
 * told of that, and of refusals that say that the institution may be on a block list.
 */
@Singleton
final class RefusalConsequences implements RefusalBook {
    private final AccountBook book;
    private final Provider<Settings> settings;
    private final Announcements announcements;
    private final Provider<MailetContext> context;
    private final AtomicReference<PolicyRefusals> refusals = new AtomicReference<>(PolicyRefusals.NONE);

    @Inject
    RefusalConsequences(
            AccountBook book,
            Provider<Settings> settings,
            Announcements announcements,
            Provider<MailetContext> context) {
        this.book = book;
        this.settings = settings;
        this.announcements = announcements;
        this.context = context;
    }

    @Override
    public void countUnknown(Sender sender, ImmutableLongArray recipients, Instant now) {
        RemoteRefusals rules = settings.get().remoteRefusals();
        Terms terms = settings.get().policies().termsOf(sender);
        if (terms.exempt()) {
            // no suspension would hold it
            return;
        }
        Optional<Suspension> suspension =
                book.change(sender, Accounts.unknownRecipients(recipients, rules, terms.keep(), now), now);
        suspension.ifPresent(begun -> announcements.announce(
                new Alert.OfEvent(
                        new Event.Suspended(begun), sender, terms.policy().name(), terms.isObserved(), now),
                context.get()));
    }

    @Override
    public void policyRefusals(ImmutableList<RemoteRefusal> more, Instant now) {
        RemoteRefusals rules = settings.get().remoteRefusals();
        TellingRule rule =
                new TellingRule(Math.toIntExact(Math.min(Integer.MAX_VALUE, rules.tellAt())), rules.window());
        PolicyRefusals known = refusals.updateAndGet(before -> before.with(more, rule, now));
        // whoever marks them as told is the one who tells
        if (known.isDue(rule, now) && refusals.compareAndSet(known, known.toldAt(now))) {
            announcements.announce(new Alert.OfRemoteRefusals(known.lines(rule, now), now), context.get());
        }
    }
}
